"""The other source files of a package, for questions that one file cannot answer: what a function elsewhere does.

What is read is kept for some seconds. Text that is not saved in an editor is not seen.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from ..syntax.parser import parse
from ..syntax.units import Unit, units_of
from .files import read

_SKIPPED = {"target", "tests", "benches", "examples", "node_modules"}
_MOST = 1500
_SECONDS = 30.0
_LISTED: dict[Path, tuple[float, list[Path]]] = {}
_HELD: dict[tuple[Path, bytes], tuple[int, bool]] = {}
_FOUND: dict[tuple[Path, str, str], tuple[float, list[Unit]]] = {}


def source_files(root: Path) -> list[Path]:
    """The Rust files of the package, its tests and examples left out."""
    known = _LISTED.get(root)
    if known is not None and time.monotonic() - known[0] < _SECONDS:
        return known[1]
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and name[0] != ".")
        found += [Path(folder, name) for name in sorted(names) if name.endswith(".rs")]
        if len(found) > _MOST:
            found = []
            break
    _LISTED[root] = (time.monotonic(), found)
    return found


def functions_named(root: Path, name: str, holding: str) -> list[Unit]:
    """The functions of that name whose file matches the pattern somewhere."""
    return _units(root, rf"\bfn {re.escape(name)}\b", holding, word=name, declared=name)


def functions_calling(root: Path, name: str, holding: str) -> list[Unit]:
    """The functions that call one of that name or path, or a `.method`, and match the pattern."""
    start = "" if name.startswith(".") else r"\b"
    found = _units(root, rf"{start}{re.escape(name)}(?:::<[^>]*>)?\(", holding, word=name, declared="")
    needed = re.compile(holding.encode())
    return [unit for unit in found if needed.search(unit.text)]


def functions_matching(root: Path, pattern: str) -> list[Unit]:
    """The functions whose text matches the pattern."""
    return _units(root, pattern, pattern, word="", declared="")


def _units(root: Path, pattern: str, holding: str, *, word: str, declared: str) -> list[Unit]:
    """The word is in each text that matches the pattern: most files do without it, and are left soon."""
    key = (root, pattern, holding)
    known = _FOUND.get(key)
    if known is not None and time.monotonic() - known[0] < _SECONDS:
        return known[1]
    wanted, needed, literal = re.compile(pattern.encode()), re.compile(holding.encode()), word.encode()
    found = [
        unit
        for path in source_files(root)
        if (data := read(path)) is not None and literal in data and wanted.search(data) and _holds(path, data, needed)
        for unit in units_of(parse(data).root_node, data)
        if unit.node.type == "function_item" and wanted.search(unit.text) and (not declared or _name(unit) == declared)
    ]
    if len(_FOUND) > 256:
        _FOUND.clear()
    _FOUND[key] = (time.monotonic(), found)
    return found


def _holds(path: Path, data: bytes, needed: re.Pattern[bytes]) -> bool:
    """Whether a file has what is needed somewhere; the same few patterns are asked for again and again."""
    key = (path, needed.pattern)
    known = _HELD.get(key)
    if known is None or known[0] != hash(data):
        if len(_HELD) > 4096:
            _HELD.clear()
        known = _HELD[key] = (hash(data), needed.search(data) is not None)
    return known[1]


def _name(unit: Unit) -> str:
    name = unit.node.child_by_field_name("name")
    return unit.data[name.start_byte : name.end_byte].decode("utf-8", "replace") if name is not None else ""
