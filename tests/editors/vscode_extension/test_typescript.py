"""The extension's own tests, in Node.js and without an editor."""

from __future__ import annotations

import pytest

from ..installing import Absent
from .packing import own_tests


def test_the_extensions_own_tests_pass():
    try:
        result = own_tests()
    except Absent as error:
        pytest.skip(str(error))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "# fail 0" in result.stdout
