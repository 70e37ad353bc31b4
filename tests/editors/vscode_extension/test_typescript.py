"""The extension's own tests, in Node.js and without an editor."""

from __future__ import annotations

import subprocess

import pytest

from ..installing import Absent
from .packing import EXTENSION, packed, ready_to_run


def test_the_extensions_own_tests_pass():
    try:
        packed("universal")
        environment = ready_to_run()
    except Absent as error:
        pytest.skip(str(error))
    command = ["npm", "test"]
    result = subprocess.run(command, cwd=EXTENSION, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "# fail 0" in result.stdout
