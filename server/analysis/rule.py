"""What a rule is: a function from a place in the tree to sightings, with its triggers and its severity.

A rule lives in `rules/<family>/<name>.py`, is found by that path and registers nowhere.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from tree_sitter import Node

from ..by_name import RULES, module_files, rule_name
from .facts.blocking.spread import Spread
from .facts.code.ground import Ground
from .facts.code.rust_file import RustFile
from .finding import Related, Severity

Kind = Literal["call", "method", "macro", "path", "type", "node"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What wakes a rule: a kind of place, and the last name there (or the node's type for `node`)."""

    kind: Kind
    name: str
    paths: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Call:
    """A place that woke a rule.

    `node` is the call, macro invocation, path, type or node; `name` its last name; `callee` its canonical
    path, for calls and paths that were asked for by path; `receiver` what a method is called on.
    """

    node: Node
    name: str
    callee: str | None = None
    receiver: Node | None = None
    arguments: tuple[Node, ...] = ()


class Place(NamedTuple):
    """A second place that explains a sighting."""

    node: Node
    message: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a rule yields: where, why, and what the fix needs to know; `elsewhere` are places in other files."""

    node: Node
    message: str
    related: tuple[Place, ...] = ()
    elsewhere: tuple[Related, ...] = ()
    severity: Severity | None = None
    captures: Mapping[str, Node] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)


Detector = Callable[[Call, RustFile], Iterator[Sighting]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalog; `default` is False for one that is off until it is selected."""

    name: str
    family: str
    severity: Severity
    summary: str
    default: bool
    triggers: tuple[Trigger, ...]
    detect: Detector
    everywhere: bool = False
    needs: tuple[bytes, ...] = ()
    heat: bool = False
    ahead: Callable[[Ground, Spread], None] | None = None

    def severity_of(self, sighted: Severity | None, chosen: Severity) -> Severity:
        """How much a sighting weighs that may have a severity of its own: that gives way to what the user chose."""
        return sighted if sighted is not None and chosen is self.severity else chosen


def saw(
    place: Call | Node,
    message: str,
    *,
    related: tuple[Place, ...] = (),
    elsewhere: tuple[Related, ...] = (),
    severity: Severity | None = None,
    data: Mapping[str, str] | None = None,
    **captures: Node | None,
) -> Sighting:
    """A sighting at a place; captures that are None are left out."""
    node = place.node if isinstance(place, Call) else place
    found = {name: value for name, value in captures.items() if value is not None}
    return Sighting(node, message, related, elsewhere, severity, found, data or {})


def calls(*paths: str) -> tuple[Trigger, ...]:
    """Calls of the functions with these canonical paths."""
    by_last: dict[str, set[str]] = {}
    for path in paths:
        by_last.setdefault(path.rsplit("::", 1)[-1], set()).add(path)
    return tuple(Trigger("call", last, frozenset(full)) for last, full in by_last.items())


def methods(*names: str) -> tuple[Trigger, ...]:
    """Method calls of these names, on whatever receiver."""
    return tuple(Trigger("method", name) for name in names)


def macros(*names: str) -> tuple[Trigger, ...]:
    """Invocations of macros of these last names."""
    return tuple(Trigger("macro", name) for name in names)


def paths(*full: str) -> tuple[Trigger, ...]:
    """Paths used as values, by canonical path."""
    return tuple(Trigger("path", t.name, t.paths) for t in calls(*full))


def types(*names: str) -> tuple[Trigger, ...]:
    """Generic types of these last names."""
    return tuple(Trigger("type", name) for name in names)


def nodes(*kinds: str) -> tuple[Trigger, ...]:
    """Nodes of these tree-sitter types."""
    return tuple(Trigger("node", kind) for kind in kinds)


def rule(
    severity: Severity,
    *,
    on: tuple[Trigger, ...],
    default: bool = True,
    everywhere: bool = False,
    needs: bytes | tuple[bytes, ...] = (),
    heat: bool = False,
    ahead: Callable[[Ground, Spread], None] | None = None,
) -> Callable[[Detector], Rule]:
    """Makes a detector a rule; its name and family are those of the file it stands in.

    `everywhere` has it run in tests, benches and examples too. `needs` is text without which a unit is not worth
    a look, one of several if it is a tuple: the cheapest of all questions, for rules that wake at common nodes.
    `heat` says that what the rule finds costs each time that it runs: where that is known to be seldom, its findings
    weigh less. `ahead` works out what the rule needs to know of the whole workspace, where many files are to be judged.
    """

    def build(detect: Detector) -> Rule:
        name, family, summary = told_by(detect.__module__)
        texts = (needs,) if isinstance(needs, bytes) else needs
        return Rule(name, family, severity, summary, default, on, detect, everywhere, texts, heat, ahead)

    return build


def told_by(module: str) -> tuple[str, str, str]:
    """Name, family and summary of the rule that a module is, by its path and its first line."""
    package, _, stem = module.rpartition(".")
    summary = (importlib.import_module(module).__doc__ or "").strip().split("\n")[0]
    return rule_name(stem), package.rpartition(".")[2], summary


@functools.cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name."""
    found: dict[str, Rule] = {}
    package = __package__ or ""
    for path in module_files(RULES).values():
        module: Any = importlib.import_module(f"{package}.rules.{path.parent.name}.{path.stem}")
        found |= {value.name: value for value in vars(module).values() if isinstance(value, Rule)}
    return dict(sorted(found.items()))


def family_of(name: str) -> str:
    """The family of a rule; `engine` for what no rule yields."""
    found = all_rules().get(name)
    return found.family if found else "engine"
