"""Finding and reading `rust-perf.toml`, or the metadata tables of a `Cargo.toml`; the nearest wins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .model import Settings
from .places import locate
from .reading import SettingsProblem, from_mapping

FILE_NAME = "rust-perf.toml"

ReadBytes = Callable[[Path], bytes]
"""The bytes of a file, as they are to count; raises `OSError` where there are none."""

_TABLES = (("package", "metadata", "rust-perf"), ("workspace", "metadata", "rust-perf"))


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, the mistakes in them, and the file they came from (None when there is no such file)."""

    settings: Settings = field(default_factory=Settings)
    problems: list[SettingsProblem] = field(default_factory=list)
    source: Path | None = None


def load(folder: Path, known: Collection[str], read: ReadBytes = Path.read_bytes) -> LoadedSettings:
    """The settings that hold in a folder: those of the nearest folder upwards that has any."""
    for place in (folder, *folder.parents):
        for name in (FILE_NAME, "Cargo.toml"):
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
        return LoadedSettings(problems=[_problem(path, f"cannot be read: {error.strerror}")], source=path)
    if path.name == "Cargo.toml" and b"rust-perf" not in data:
        return None
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        parsed = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return LoadedSettings(problems=[_syntax_problem(path, text, str(error))], source=path)
    table = _table_of(path, parsed)
    return None if table is None else _read(path, text, parsed, table, known)


def _table_of(path: Path, parsed: Mapping[str, object]) -> tuple[str, ...] | None:
    if path.name != "Cargo.toml":
        return ()
    return next((table for table in _TABLES if _dig(parsed, table) is not None), None)


def _read(
    path: Path, text: str, parsed: Mapping[str, object], table: tuple[str, ...], known: Collection[str]
) -> LoadedSettings:
    data = _dig(parsed, table)
    if not isinstance(data, Mapping):
        problem = SettingsProblem(str(path), *locate(text, table), f"`{'.'.join(table)}` must be a table")
        return LoadedSettings(problems=[problem], source=path)
    settings, problems = from_mapping(data, known, str(path), lambda place: locate(text, table + place))
    return LoadedSettings(settings, problems, path)


def _dig(data: object, keys: tuple[str, ...]) -> object:
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _syntax_problem(path: Path, text: str, message: str) -> SettingsProblem:
    """The parser's message without its place, which is told apart from it."""
    found = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)", message)
    if not found:
        return _problem(path, message)
    line = int(found[1]) - 1 if found[1] else text.count("\n")
    character = int(found[2]) - 1 if found[2] else len(text.rpartition("\n")[2])
    return SettingsProblem(str(path), line, character, message[: found.start()])


def _problem(path: Path, message: str) -> SettingsProblem:
    return SettingsProblem(str(path), 0, 0, message)
