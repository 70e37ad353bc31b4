"""Where a person would put a table that a manifest does not have yet: beside those of its family, else at the end."""

from __future__ import annotations

from ..toml_text import BOM, Path, Table, TomlText


def new_table_at(toml: TomlText, path: Path) -> int:
    """The start of the line that the header of a table is to stand in, or the end of the text.

    A table stands before the first one inside it, or behind the last of those that have most of their path in common.
    """
    inside = [table for table in toml.tables if table.path[: len(path)] == path]
    if inside:
        return _with_comments(toml.text, inside[0].header.start)
    for depth in range(len(path) - 1, 0, -1):
        family = [table for table in toml.tables if table.path[:depth] == path[:depth]]
        if family:
            return _behind(toml, family[-1])
    return len(toml.text)


def _with_comments(text: bytes, at: int) -> int:
    """The start of the line of a place, or of the comments right above it."""
    start = text.rfind(b"\n", 0, at) + 1
    while start:
        above = text.rfind(b"\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith(b"#"):
            break
        start = above
    return start or (len(BOM) if text.startswith(BOM) else 0)


def _behind(toml: TomlText, table: Table) -> int:
    """Behind the last key of a table, and the comments right below it that do not belong to the next header."""
    keys = [entry.value.end for entry in toml.entries if table.header.end <= entry.key.start < table.end]
    last = _line_end(toml.text, max(keys, default=table.header.end))
    end = last
    while end < table.end and toml.text[end : _line_end(toml.text, end)].lstrip().startswith(b"#"):
        end = _line_end(toml.text, end)
    return last if end == table.end < len(toml.text) else end


def _line_end(text: bytes, at: int) -> int:
    end = text.find(b"\n", at)
    return end + 1 if end >= 0 else len(text)
