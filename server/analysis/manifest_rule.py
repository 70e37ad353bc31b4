"""What a rule of the manifest family is: a function from a whole file that cargo reads to sightings.

Such a rule lives in `rules/manifest/<name>.py` and has the name, severity and words of any other. Few have triggers
besides, for what is written in sources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..toml_text import TomlText
from .finding import Related, Severity, Span
from .rule import Detector, Rule, Trigger, told_by
from .workspace.cargo.config import ConfigFile
from .workspace.cargo.file_names import MANIFEST
from .workspace.cargo.model import Workspace, workspace_around
from .workspace.cargo.packages import Package, parsed
from .workspace.cargo.profiles import Profiles
from .workspace.files import read
from .workspace.targets import package_of

_SAID_AGAIN = re.compile(r"(?i)\b(optimi[sz]e(d|s)?|(re)?build|tuned?) +(the +)?(\w+ +)?for +(\w+ +)?(size|speed)\b\.?")
_REASON = 3  # words of a comment that make it an argument


class CargoFile:
    """A file that cargo reads, under judgement: its text as in the editor, the workspace around it as on the disk."""

    def __init__(self, path: str, toml: TomlText) -> None:
        self.path = path
        self.toml = toml
        self.folder = Path(path).absolute().parent

    @property
    def data(self) -> Mapping[str, Any]:
        """The tables of the file."""
        return self.toml.data

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace that the file belongs to."""
        raise NotImplementedError

    def place(self, *path: str) -> Span:
        """Where a key stands; else the table it should stand in, or the file's first line."""
        entry = self.toml.entry(path)
        if entry is not None:
            return Span(entry.key.start, entry.value.end)
        table, inline = self.toml.table(path), self.toml.entry(path[:-1])
        table = table or self.toml.table(path[:-1])
        if table is not None:
            return table.header
        return inline.key if inline is not None else self.toml.head()

    def remark(self, *path: str) -> str:
        """The comment that stands beside or right above a key."""
        entry = self.toml.entry(path)
        if entry is None:
            return ""
        lines = self.toml.text.splitlines()
        number = self.toml.text.count(b"\n", 0, entry.value.end)
        found = [lines[number].partition(b"#")[2]]
        above = self.toml.text.count(b"\n", 0, entry.key.start) - 1
        while above >= 0 and lines[above].lstrip().startswith(b"#"):
            found.append(lines[above].lstrip().lstrip(b"#"))
            above -= 1
        return b" ".join(found).decode("utf-8", "replace").strip()

    def is_argued(self, *path: str) -> bool:
        """Whether a comment says why a key is what it is: "optimize for size" only says it again."""
        remark = _SAID_AGAIN.sub("", self.remark(*path))
        return len(remark.split()) >= _REASON


class Manifest(CargoFile):
    """A `Cargo.toml`."""

    @cached_property
    def is_root(self) -> bool:
        """Whether profiles and workspace lints count here."""
        return self.workspace.root == self.folder

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace that the manifest belongs to, as its root manifest has it on the disk, or here."""
        return workspace_around(self.folder, self.data)

    @property
    def profiles(self) -> Profiles:
        """The profiles of the workspace."""
        return self.workspace.profiles

    @cached_property
    def package(self) -> Package | None:
        """The package of this manifest."""
        return self.workspace.at(self.folder)

    @property
    def ships_programs(self) -> bool:
        """Whether this is the root of a workspace whose programs others run."""
        return self.is_root and self.workspace.decides and self.workspace.ships_programs

    @property
    def program(self) -> Package | None:
        """The package of this manifest if its programs are shipped."""
        return self.package if self.package in self.workspace.programs else None

    @property
    def root_of_program(self) -> dict[str, str]:
        """The root file of the package's only program, as `root`; nothing where there are several."""
        found = package_of(self.folder / MANIFEST)
        roots = [each.path for each in found.roots if not each.test and each.path != found.library] if found else []
        return {"root": roots[0]} if len(roots) == 1 else {}

    def dependency(self, key: str) -> Span:
        """Where a dependency stands, `_` for `-` in its key."""
        for path, span in self._keys():
            if len(path) > 1 and path[-2] == "dependencies" and path[-1].replace("-", "_") == key:
                return span
        return self.place("dependencies")

    def _keys(self) -> Iterator[tuple[tuple[str, ...], Span]]:
        yield from ((entry.path, Span(entry.key.start, entry.value.end)) for entry in self.toml.entries)
        yield from ((table.path, table.header) for table in self.toml.tables)

    def of_profile(self, key: str, message: str) -> ManifestSighting:
        """A sighting at a key of the profile that ships; its fix is told the profile unless it is set elsewhere."""
        profile = self.profiles.to_change
        data = {"profile": profile} if self.profiles.is_written_here(profile, key) else {}
        return ManifestSighting(self.place("profile", profile, key), f"the {profile} profile {message}", data=data)


class Configuration(CargoFile):
    """A `.cargo/config.toml`."""

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace that is built from the folder of the configuration."""
        above = self.folder.parent
        return workspace_around(above, parsed(read(above / MANIFEST)))

    @property
    def counts(self) -> bool:
        """Whether cargo reads it when the workspace is built from its root."""
        return self.workspace.root == self.folder.parent and bool(self.workspace.data)

    @property
    def file(self) -> ConfigFile:
        """Its content as configuration."""
        return ConfigFile(Path(self.path), self.data)


class Toolchain(CargoFile):
    """A `rust-toolchain.toml`, or the file of the old form that holds nothing but the channel."""

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace that is built from the folder of the file."""
        return workspace_around(self.folder, parsed(read(self.folder / MANIFEST)))

    @property
    def counts(self) -> bool:
        """Whether rustup reads it when the workspace is built from its root."""
        return self.workspace.root == self.folder and bool(self.workspace.data)

    @property
    def channel(self) -> str:
        """The channel that it asks for, empty when it leaves that open."""
        if not self.data:
            return self.toml.text.decode("utf-8", "replace").lstrip("#").strip()
        tables = self.data.get("toolchain")
        found = tables.get("channel") if isinstance(tables, dict) else None
        return found if isinstance(found, str) else ""

    @property
    def channel_place(self) -> Span:
        """Where the channel stands."""
        return self.place("toolchain", "channel") if self.data else Span(0, len(self.toml.text.rstrip()) - 1)


@dataclass(frozen=True, slots=True)
class ManifestSighting:
    """What a manifest rule yields: where, why, and what the fix needs to know."""

    span: Span
    message: str
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    data: Mapping[str, str] = field(default_factory=dict)


ManifestDetector = Callable[[Any], Iterator[ManifestSighting]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRule(Rule):
    """A rule that reads what cargo reads: files of the kinds in `kinds`."""

    read: ManifestDetector
    kinds: tuple[type[CargoFile], ...]


def manifest_rule(
    severity: Severity,
    *,
    default: bool = True,
    kinds: tuple[type[CargoFile], ...] = (Manifest,),
    on: tuple[Trigger, ...] = (),
    in_sources: Detector = lambda place, file: iter(()),
) -> Callable[[ManifestDetector], ManifestRule]:
    """Makes a detector a rule; its name and family are those of the file it stands in.

    It is asked about files of the kinds. `in_sources` judges the places in Rust files that `on` names, for what may be
    written there as well.
    """

    def build(read: ManifestDetector) -> ManifestRule:
        name, family, summary = told_by(read.__module__)
        return ManifestRule(
            name=name,
            family=family,
            severity=severity,
            summary=summary,
            default=default,
            triggers=on,
            detect=in_sources,
            read=read,
            kinds=kinds,
        )

    return build
