"""Where the files of a repository lie around a folder."""

from __future__ import annotations

from pathlib import Path

_MOST_ABOVE = 3


def up_to_the_repository(folder: Path) -> list[Path]:
    """The folder, and those above it when they belong to the same repository."""
    above = [folder, *folder.parents[:_MOST_ABOVE]]
    for index, each in enumerate(above):
        if (each / ".git").exists():
            return above[: index + 1]
    return [folder]
