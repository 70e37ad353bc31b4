"""Hover on a key of `[profile.*]`: what it does for speed, size and build time."""

from __future__ import annotations

from ..analysis.finding import Span
from ..catalog.pages import profile_keys
from ..toml_text import TomlText
from .open_file import OpenFile

_LEAST = 3
"""Parts of the path of a key: `profile`, the profile's name, the key."""


def about_key(file: OpenFile, offset: int) -> tuple[str, Span] | None:
    """The text on the key at a place, with where that stands; None on anything else, and while the TOML is broken."""
    try:
        toml = TomlText(file.document.text)
    except (ValueError, RecursionError):
        return None
    for entry in toml.entries:
        path = entry.path
        if entry.key.contains(offset) and len(path) >= _LEAST and path[0] == "profile":
            text = profile_keys().get(path[-1])
            return (f"**{'.'.join(path)}**\n\n{text}", entry.key) if text else None
    return None
