"""What a report of trouble says of the machine: versions, and how texts are encoded."""

from __future__ import annotations

import locale
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

LIBRARIES = ("pygls", "lsprotocol", "tree-sitter", "tree-sitter-rust", "pathspec", "tomlkit", "click", "rich")


def machine() -> Iterator[str]:
    """Lines of a Markdown list."""
    yield f"- Python {platform.python_version()} ({platform.python_implementation()}) on {platform.platform()}"
    libraries = [f"{name} {found or 'is missing'}" for name, found in versions().items()]
    yield f"- libraries: {', '.join(libraries)}"
    yield f"- texts: {sys.getfilesystemencoding()} in names of files, {locale.getencoding()} by the locale"


def versions() -> dict[str, str | None]:
    """The version of each library; None of one that is missing."""
    return {name: _version(name) for name in LIBRARIES}


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
