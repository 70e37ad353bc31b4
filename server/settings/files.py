"""Finding and reading `rust-perf.toml`, or the metadata tables of a `Cargo.toml`; the nearest wins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..positions import Lines, Span
from .model import Settings
from .places import Place, Places
from .problems import SettingsProblem
from .reading import from_mapping

FILE_NAME = "rust-perf.toml"
MANIFEST_NAME = "Cargo.toml"
LARGEST = 1_000_000
"""Bytes above which a file is not read as settings: a person wrote no such."""

ReadBytes = Callable[[Path], bytes]
"""The bytes of a file, as they are to count; raises `OSError` where there are none."""

_TABLES = (("package", "metadata", "rust-perf"), ("workspace", "metadata", "rust-perf"))
_STRAY = re.compile("[\udc80-\udcff]")
_BLAMED = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, the mistakes in them, and the file they came from (None when there is no such file)."""

    settings: Settings = field(default_factory=Settings)
    problems: list[SettingsProblem] = field(default_factory=list)
    source: Path | None = None
    table: tuple[str, ...] = ()
    """The keys down to them in the file."""


def load(folder: Path, known: Collection[str], read: ReadBytes = Path.read_bytes) -> LoadedSettings:
    """The settings that hold in a folder: those of the nearest folder upwards that has any."""
    for place in (folder, *folder.parents):
        for name in (FILE_NAME, MANIFEST_NAME):
            if (loaded := load_file(place / name, known, read)) is not None:
                return loaded
    return LoadedSettings()


def load_file(path: Path, known: Collection[str], read: ReadBytes = Path.read_bytes) -> LoadedSettings | None:
    """The settings in one file; None when there is no such file or, for a manifest, no such table."""
    try:
        data = read(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _failed(path, Place(0, 0, Span(0, 0)), f"cannot be read: {error.strerror}")
    return load_text(path, data, known)


def load_text(path: Path, data: bytes, known: Collection[str]) -> LoadedSettings | None:
    """The settings in a text that stands for a file, be it saved or not; None for a manifest without such a table.

    Spans of problems count bytes of the text.
    """
    if path.name == MANIFEST_NAME and b"rust-perf" not in data:
        return None
    if len(data) > LARGEST:
        return None if path.name == MANIFEST_NAME else _failed(path, Place(0, 0, Span(0, 0)), "is too large")
    try:
        text, stray = data.decode(), None
    except UnicodeDecodeError as error:
        # One `?` for each byte, so that all places hold.
        text = _STRAY.sub("?", data.decode("utf-8", "surrogateescape"))
        stray = Span(error.start, error.end)
        data = text.encode()
    try:
        parsed = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _failed(path, _blamed(data, str(error)), _BLAMED.sub("", str(error)))
    table = _table_of(path, parsed)
    if table is None:
        return None
    loaded = _read(path, data, parsed, table, known)
    if stray is not None:
        place = Places(data).at(stray)
        loaded.problems.append(SettingsProblem(str(path), *place, "is not UTF-8 from here on"))
    return loaded


def _table_of(path: Path, parsed: Mapping[str, object]) -> tuple[str, ...] | None:
    if path.name != MANIFEST_NAME:
        return ()
    return next((table for table in _TABLES if _dig(parsed, table) is not None), None)


def _read(
    path: Path, text: bytes, parsed: Mapping[str, object], table: tuple[str, ...], known: Collection[str]
) -> LoadedSettings:
    data = _dig(parsed, table)
    places: list[Places] = []

    def locate(keys: tuple[str | int, ...]) -> Place:
        # Most files hold no mistake, and are scanned for none.
        if not places:
            places.append(Places(text))
        return places[0].of(table + keys)

    if not isinstance(data, Mapping):
        return _failed(path, locate(()), f"`{'.'.join(table)}` must be a table", table)
    settings, problems = from_mapping(data, known, str(path), locate)
    return LoadedSettings(settings, problems, path, table)


def _failed(path: Path, place: Place, message: str, table: tuple[str, ...] = ()) -> LoadedSettings:
    return LoadedSettings(problems=[SettingsProblem(str(path), *place, message)], source=path, table=table)


def _dig(data: object, keys: tuple[str, ...]) -> object:
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _blamed(text: bytes, message: str) -> Place:
    """The rest of the line from where the parser gave up; the last one where it wants more."""
    lines = Lines(text)
    found = _BLAMED.search(message)
    if found and found[1]:
        line, column = int(found[1]) - 1, int(found[2]) - 1
        start, end = lines.span(line)
        before = lines.text(line).removeprefix("\ufeff")[:column]
        start += len(before.encode()) + (3 if line == 0 and text.startswith(b"\xef\xbb\xbf") else 0)
    else:
        start = end = len(text.rstrip())
    span = Span(start, end) if start < end else Span(max(0, start - 1), start)
    return Place(*lines.place(span.start), span)
