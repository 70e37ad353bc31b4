"""What the tests of the extension share; they are skipped, with the reason, where something cannot be fetched."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ..installing import Absent
from .packing import packed


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the server and its libraries, as the VSIX for this machine brings it."""
    try:
        archive = packed()
    except Absent as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("extension")
    zipfile.ZipFile(archive).extractall(folder)
    return folder / "extension" / "bundled"
