"""The tables `[lints]` of a manifest, as the levels of lints that cargo passes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..syntax.lint_attributes import Levels, is_of_rustc


def levels_of(lints: Any) -> Levels:
    """The levels in the order in which cargo passes them: by priority, then from the end of the alphabet."""
    found = list(_entries(lints)) if isinstance(lints, Mapping) else []
    # Sorting is stable: of equal priorities the names stay as they are.
    found.sort(key=lambda entry: entry[1], reverse=True)
    found.sort(key=lambda entry: entry[0])
    return tuple((level, name) for _, name, level in found)


def _entries(lints: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    for tool, prefix in (("rust", ""), ("clippy", "clippy::")):
        table = lints.get(tool)
        for name, said in table.items() if isinstance(table, Mapping) else ():
            spelled = prefix + name.replace("-", "_")
            level, priority = (said.get("level"), said.get("priority", 0)) if isinstance(said, Mapping) else (said, 0)
            if isinstance(level, str) and isinstance(priority, int) and (prefix or is_of_rustc(spelled)):
                yield priority, spelled, level
