"""What a fix of a manifest sees: the TOML text, and edits of keys that leave every other byte alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path as FolderPath
from typing import Any

from ..analysis.finding import Span
from ..toml_text import Entry, Path, TomlText
from .edit import Edit, apply


class ManifestFile:
    """One TOML file that fixes are computed for."""

    def __init__(self, path: str, text: bytes) -> None:
        self.path = path
        self.text = text

    @property
    def folder(self) -> FolderPath:
        """The folder that the file lies in."""
        return FolderPath(self.path).absolute().parent

    @cached_property
    def toml(self) -> TomlText:
        """The text with the places of its keys."""
        return TomlText(self.text)

    @property
    def newline(self) -> str:
        """The line end that the file uses."""
        return "\r\n" if b"\r\n" in self.text[:4096] else "\n"

    def set_key(self, path: Path, value: str) -> Edit | None:
        """The edit that gives a key its value, written as TOML; None where it would change anything else."""
        edit = self._set_key(path, value)
        wanted = _with_key(self.toml.data, path, tomllib.loads(f"value = {value}")["value"])
        try:
            changed = TomlText(apply(self.text, [edit])).data
        except ValueError:
            return None
        return edit if changed == wanted else None

    def add_keys(self, table: Path, values: Mapping[str, str]) -> Edit | None:
        """The edit that adds keys to a table whose keys stand on lines of their own; None for other tables."""
        edits = [self._set_key((*table, key), value) for key, value in values.items()]
        if not edits or any(edit.span != edits[0].span or not edit.text.endswith("\n") for edit in edits):
            return None
        edit = Edit(edits[0].span, "".join(edit.text for edit in edits))
        return edit if is_toml(apply(self.text, [edit])) else None

    def _set_key(self, path: Path, value: str) -> Edit:
        entry = self.toml.entry(path)
        if entry is not None:
            return Edit(entry.value, value)
        for depth in range(len(path) - 1, 0, -1):
            rest = ".".join(path[depth:])
            around = self.toml.entry(path[:depth])
            if around is not None:
                return self._into_braces(around.value, f"{rest} = {value}")
        beside = self._last_written(path[:-1])
        if beside is not None:
            return self._line_below(beside, path[-1], value)
        return self._into_table(path, value)

    def _into_braces(self, braces: Span, pair: str) -> Edit:
        body = self.text[braces.start + 1 : braces.end - 1]
        end = braces.start + 1 + len(body.rstrip())
        comma = ", " if body.strip() and not body.rstrip().endswith(b",") else " "
        tail = "" if body != body.rstrip() else " "
        return Edit(Span(end, end), f"{comma}{pair}{tail}")

    def _last_written(self, table: Path) -> Entry | None:
        """The last key of a table that stands on a line of its own, under a header or dotted."""
        found = None
        for entry in self.toml.entries:
            if entry.braces is None and entry.path[:-1] == table:
                found = entry
        return found

    def _line_below(self, beside: Entry, key: str, value: str) -> Edit:
        line = self.text.rfind(b"\n", 0, beside.key.start) + 1
        indent = self.text[line : beside.key.start].decode("utf-8", "replace").removeprefix("\ufeff")
        written = self.text[beside.key.start : beside.key.end].decode("utf-8", "replace")
        prefix = written[: written.rfind(".") + 1] if _is_dotted(written) else ""
        return self._line_after(beside.value.end, f"{indent}{prefix}{key} = {value}")

    def _into_table(self, path: Path, value: str) -> Edit:
        table = self.toml.table(path[:-1])
        if table is not None:
            return self._line_after(table.header.end, f"{path[-1]} = {value}")
        end = len(self.text)
        text = self.text.rstrip(b" \t\r\n")
        gap = self.newline * (2 - min(2, self.text[len(text) :].count(b"\n"))) if text else ""
        header = f"[{'.'.join(path[:-1])}]"
        return Edit(Span(end, end), f"{gap}{header}{self.newline}{path[-1]} = {value}{self.newline}")

    def _line_after(self, at: int, line: str) -> Edit:
        """A line below the one of a place."""
        end = self.text.find(b"\n", at)
        if end < 0:
            return Edit(Span(len(self.text), len(self.text)), f"{self.newline}{line}{self.newline}")
        return Edit(Span(end + 1, end + 1), f"{line}{self.newline}")


def is_toml(text: bytes) -> bool:
    """Whether a text parses."""
    try:
        TomlText(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_dotted(key: str) -> bool:
    return "." in key and not key.endswith(("'", '"'))


def _with_key(data: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    inner = value if len(path) == 1 else _with_key(dict(data.get(path[0], {})), path[1:], value)
    return {**data, path[0]: inner}
