"""What a rule of the manifest family is: a function from a whole manifest to sightings.

Such a rule lives in `rules/manifest/<name>.py` and has the name, severity and words of any other. It has no
triggers, so that no tree wakes it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..by_name import rule_name
from .finding import Severity, Span
from .rule import Rule
from .syntax.toml_text import TomlText
from .workspace.packages import Package, is_root, lies_below_another, packages_of
from .workspace.profiles import Profiles, profiles_of

_MANY_EXAMPLES = 3


class Manifest:
    """A `Cargo.toml` under judgement: its text as it is in the editor, the workspace around it on the disk."""

    def __init__(self, path: str, toml: TomlText) -> None:
        self.path = path
        self.toml = toml
        self.folder = Path(path).absolute().parent

    @property
    def data(self) -> Mapping[str, Any]:
        """The tables of the manifest."""
        return self.toml.data

    @cached_property
    def is_root(self) -> bool:
        """Whether profiles and workspace lints count here."""
        return is_root(self.folder, self.data)

    @cached_property
    def packages(self) -> list[Package]:
        """The packages of the workspace whose root this is."""
        return packages_of(self.folder, self.data) if self.is_root else []

    @cached_property
    def profiles(self) -> Profiles:
        """The profiles of the workspace whose root this is."""
        return profiles_of(self.folder, self.data)

    @cached_property
    def ships_programs(self) -> bool:
        """Whether others run what the workspace builds: no library, no collection of examples, no tool."""
        if not any(package.ships for package in self.packages) or lies_below_another(self.folder):
            return False
        own = self.packages[0]
        if own.folder.parts == () and own.library and not own.programs:
            return False
        apart = [package for package in self.packages if not package.lies_among_examples]
        examples = sum(package.is_example for package in apart)
        return examples < _MANY_EXAMPLES or examples * 6 < len(apart)

    def place(self, *path: str) -> Span:
        """Where a key stands; else the table it should stand in, or the file's first line."""
        entry = self.toml.entry(path)
        if entry is not None:
            return Span(entry.key.start, entry.value.end)
        table, inline = self.toml.table(path[:-1]), self.toml.entry(path[:-1])
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


@dataclass(frozen=True, slots=True)
class ManifestSighting:
    """What a manifest rule yields: where, why, and what the fix needs to know."""

    span: Span
    message: str
    severity: Severity | None = None
    data: Mapping[str, str] = field(default_factory=dict)


ManifestDetector = Callable[[Manifest], Iterator[ManifestSighting]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRule(Rule):
    """A rule that reads manifests."""

    read: ManifestDetector


def manifest_rule(severity: Severity, *, default: bool = True) -> Callable[[ManifestDetector], ManifestRule]:
    """Makes a detector a rule; its name and family are those of the file it stands in."""

    def build(read: ManifestDetector) -> ManifestRule:
        family, _, stem = read.__module__.rpartition(".")
        summary = (importlib.import_module(read.__module__).__doc__ or "").strip().split("\n")[0]
        return ManifestRule(
            name=rule_name(stem),
            family=family.rpartition(".")[2],
            severity=severity,
            summary=summary,
            default=default,
            triggers=(),
            detect=lambda place, file: iter(()),
            read=read,
        )

    return build
