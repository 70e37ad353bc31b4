"""What `clippy.toml` says to clippy, looked up as clippy does: at the package, or in the nearest folder above."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .cargo.packages import parsed
from .files import read

NAMES = (".clippy.toml", "clippy.toml")
"""Of two in one folder the first counts."""

Settings = Mapping[str, Any]
_NOTHING: Settings = MappingProxyType({})
_KNOWN: dict[Path, Settings] = {}


def forget_settings() -> None:
    """Read the files again when they are next asked for: one of them may have changed."""
    _KNOWN.clear()


def clippy_settings(root: Path | None) -> Settings:
    """The settings for the package in a folder, keys with dashes; none where no file is found, or none that is TOML."""
    if root is None:
        return _NOTHING
    if root not in _KNOWN:
        _KNOWN[root] = _read(root)
    return _KNOWN[root]


def _read(root: Path) -> Settings:
    for folder in (root, *root.parents):
        for name in NAMES:
            path = os.path.join(folder, name)  # noqa: PTH118 — several times faster than a Path
            if os.path.isfile(path):  # noqa: PTH113
                return MappingProxyType(
                    {key.replace("_", "-"): value for key, value in parsed(read(Path(path))).items()}
                )
    return _NOTHING
