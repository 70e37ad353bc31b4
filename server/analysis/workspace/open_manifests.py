"""Manifests that an editor has open: what they say counts in place of what is saved, as long as it is TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .crates import forget
from .files import contents, lay_over


def hold(path: str, text: bytes | None) -> bool:
    """Takes a manifest's text for the file; None lets go of it. Whether it says something else than before.

    A text that does not parse leaves the last one that did.
    """
    manifest = Path(path)
    said = _said(text) if text is not None else None
    if text is not None and said is None:
        return False
    before = _saved(manifest)
    lay_over(manifest, text)
    changed = before != (said if text is not None else _saved(manifest))
    if changed:
        forget(manifest)
    return changed


def _saved(manifest: Path) -> dict[str, Any] | None:
    try:
        return _said(contents(manifest))
    except (OSError, ValueError):
        return None


def _said(text: bytes) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.decode("utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
