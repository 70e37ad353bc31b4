"""The packages of a cargo workspace: who its root is, who its members are, and which programs they build."""

from __future__ import annotations

import functools
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from ..files import names_in, read

_MANIFEST = "Cargo.toml"
_MOST_MEMBERS = 500
_TOOL = re.compile(
    r"xtasks?|fuzz|bench(es|mark|marks)?|tests?|testing|e2e|interop|codegen|playground|sandbox|ci|mocks?|dev|dummy"
)
_EXAMPLE = re.compile(r"examples?|demos?|samples?|tutorials?|workshop|templates?|playground|quickstart")
_TEACHES = re.compile(
    r"\b(examples? (of|for|app|application|project|server|code)|demo of|tutorial|teaching|learning resource)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^a-z0-9]+")
_PATH_IN_REPOSITORY = re.compile(rb'"path_in_vcs"\s*:\s*"[^"]')
# Only programs parse arguments or install a logger. Asked when the sources are not there to look at.
_OF_PROGRAMS = frozenset(
    {
        "clap",
        "structopt",
        "argh",
        "pico-args",
        "lexopt",
        "bpaf",
        "env_logger",
        "tracing-subscriber",
        "simplelog",
        "fern",
    }
)


@dataclass(frozen=True, slots=True)
class Package:
    """One package: `folder` is relative to the workspace's root."""

    folder: PurePosixPath
    name: str
    programs: tuple[str, ...]
    library: bool
    description: str = ""
    serves_others: bool = False

    @property
    def is_example(self) -> bool:
        """Whether its name, folder or description says that it shows how something is used."""
        return self._is(_EXAMPLE) or bool(_TEACHES.search(self.description))

    @property
    def lies_among_examples(self) -> bool:
        """Whether its folder is one of examples beside the product."""
        return any(_EXAMPLE.fullmatch(part.lower()) for part in self.folder.parts[:-1])

    @property
    def is_tool(self) -> bool:
        """Whether its name or folder says that it serves the developers only."""
        return self._is(_TOOL)

    @property
    def ships(self) -> bool:
        """Whether it builds a program for others: a few binaries beside a library are helpers."""
        return bool(self.programs) and not self.is_example and not self.is_tool and not self.serves_others

    def _is(self, kind: re.Pattern[str]) -> bool:
        words = (*_WORDS.split(self.name.lower()), *(part.lower() for part in self.folder.parts))
        return any(kind.fullmatch(word) for word in words)


def parsed(data: bytes | None) -> dict[str, Any]:
    """The tables of a TOML text, none when it cannot be read."""
    return _parsed(data) if data is not None else {}


@functools.lru_cache(1024)
def _parsed(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}


def table(data: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """The table of a path, an empty one when there is none."""
    found: Any = data
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def strings(value: Any) -> list[str]:
    """The strings of a list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def is_root(folder: Path, data: Mapping[str, Any]) -> bool:
    """Whether a manifest is the root of a workspace, if only of its own package."""
    if isinstance(data.get("workspace"), dict):
        return True
    if not table(data, "package") or isinstance(table(data, "package").get("workspace"), str):
        return False
    return not any(_claims(above, folder) for above in folder.parents)


def root_of(folder: Path, package: Mapping[str, Any]) -> Path:
    """The root of the workspace that a package is a member of."""
    named = package.get("workspace")
    if isinstance(named, str):
        return Path(os.path.normpath(folder / named))
    return next((above for above in folder.parents if _claims(above, folder)), folder)


def lies_below_another(folder: Path) -> bool:
    """Whether the repository has a manifest above: then a root of its own is for fuzzing, tests or tools."""
    if (folder / ".git").exists():
        return False
    for above in folder.parents:
        if (above / _MANIFEST).is_file():
            return True
        if (above / ".git").exists():
            return False
    return False


def is_part_of_a_release(folder: Path) -> bool:
    """Whether a folder is the released copy of a member: the workspace that decided stayed at home."""
    about = read(folder / ".cargo_vcs_info.json")
    return about is not None and _PATH_IN_REPOSITORY.search(about) is not None


def _claims(above: Path, folder: Path) -> bool:
    data = parsed(read(above / _MANIFEST))
    if not isinstance(data.get("workspace"), dict):
        return False
    below = PurePosixPath(folder.relative_to(above).as_posix())
    excluded = (PurePosixPath(each) for each in strings(table(data, "workspace").get("exclude")))
    return not any(each == below or each in below.parents for each in excluded)


def packages_of(root: Path, data: Mapping[str, Any]) -> list[Package]:
    """The packages of the workspace with this root manifest, the root's own first."""
    workspace = table(data, "workspace")
    excluded = {PurePosixPath(each) for each in strings(workspace.get("exclude"))}
    waiting = [(PurePosixPath(), data)] if table(data, "package") else []
    waiting += [(each, {}) for member in strings(workspace.get("members")) for each in _folders(root, member)]
    seen: set[PurePosixPath] = set()
    found: list[Package] = []
    used: set[str] = set()
    while waiting and len(found) < _MOST_MEMBERS:
        folder, own = waiting.pop(0)
        if folder in seen or any(each == folder or each in folder.parents for each in excluded):
            continue
        seen.add(folder)
        own = own or parsed(read(root / folder / _MANIFEST))
        if table(own, "package"):
            found.append(_package(root, folder, own))
            used |= set(table(own, "dependencies")) if not found[-1].is_tool else set()
            if "workspace" in data:
                waiting += [(each, {}) for each in _neighbours(folder, own)]
    return [
        replace(each, serves_others=each.library and each.name in used and each.folder.parts != ()) for each in found
    ]


def _folders(root: Path, member: str) -> Iterator[PurePosixPath]:
    """The folders that an entry of `members` stands for."""
    if not any(sign in member for sign in "*?["):
        yield _plain(PurePosixPath(member))
        return
    try:
        matches = sorted(root.glob(member))
    except (OSError, ValueError, NotImplementedError):
        return
    for match in matches:
        if (match / _MANIFEST).is_file():
            yield PurePosixPath(match.relative_to(root).as_posix())


def _neighbours(folder: PurePosixPath, data: Mapping[str, Any]) -> Iterator[PurePosixPath]:
    """Path dependencies below the root are members without being listed."""
    for dependency in table(data, "dependencies").values():
        path = dependency.get("path") if isinstance(dependency, dict) else None
        if isinstance(path, str) and not path.startswith("/"):
            plain = _plain(folder / path)
            if ".." not in plain.parts:
                yield plain


def _plain(path: PurePosixPath) -> PurePosixPath:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts)


def _package(root: Path, folder: PurePosixPath, data: Mapping[str, Any]) -> Package:
    own = table(data, "package")
    name = str(own.get("name", folder.name or root.name))
    here = root / folder
    library = "lib" in data or (here / "src/lib.rs").is_file()
    listed = data.get("bin") if isinstance(data.get("bin"), list) else []
    programs = [str(each.get("name", name)) for each in listed or [] if isinstance(each, dict)]
    if own.get("autobins") is not False:
        programs += _found(here, name, library and not _uses_what_programs_use(data))
    if not (here / "src").is_dir() and not programs and "lib" not in data and _uses_what_programs_use(data):
        programs.append(name)
    return Package(folder, name, tuple(dict.fromkeys(programs)), library, str(own.get("description", "")))


def _found(here: Path, name: str, library: bool) -> Iterator[str]:
    """Programs that cargo finds by their place; those in `src/bin` beside a mere library are its helpers."""
    if (here / "src/main.rs").is_file():
        yield name
    for each in names_in(here / "src/bin") if not library else ():
        if each.endswith(".rs") or (here / "src/bin" / each / "main.rs").is_file():
            yield each.removesuffix(".rs")


def _uses_what_programs_use(data: Mapping[str, Any]) -> bool:
    dependencies = table(data, "dependencies")
    optional = {name for name, how in dependencies.items() if isinstance(how, dict) and how.get("optional") is True}
    return bool(_OF_PROGRAMS & (dependencies.keys() - optional))
