"""One unit in, its verdict out: the rules that its names wake, each safe from the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tree_sitter import Node

from .dispatch import Captures, Dispatch, dispatch_for
from .facts.code.ground import ABOUT_BODIES, Asked, Ground, Question
from .facts.code.names import Names
from .facts.code.rust_file import RustFile
from .facts.programs.lint_levels import TWINS, is_allowed_for_clippy
from .finding import Failure, Finding, Related, Severity, Span
from .heat import weighed
from .precedence import told_once
from .rule import Rule, Sighting, all_rules
from .suppression import filtered, frame_allows, suppressions_in, unused
from .syntax.test_code import is_test_unit
from .syntax.units import Unit
from .workspace.crates import Crate


@dataclass(slots=True, eq=False, weakref_slot=True)
class Verdict:
    """What the rules say of a unit; spans count from the unit's start.

    `asked` is what the words hang on, `silenced` the rules whose findings the file's comments took away.
    """

    findings: tuple[Finding, ...]
    text: bytes
    asked: Asked = field(default_factory=dict)
    silenced: frozenset[str] = frozenset()

    def holds(self, ground: Ground, answers: Asked) -> bool:
        """Whether all that was asked elsewhere would be answered alike today.

        `answers` keeps what was said since the last edit, as many units ask the same.
        """
        for question, then in self.asked.items():
            if question not in answers:
                answers[question] = ground.now(question)
            if answers[question] != then:
                return False
        return True

    def asks_for(self, words: set[bytes], path: str) -> bool:
        """Whether a question about words in bodies of that file concerns one of these."""
        return not words.isdisjoint(self.words_asked(path))

    def words_asked(self, path: str) -> set[bytes]:
        """The words that were looked for in bodies of that file."""
        return {q.word for q in self.asked if q.path == path and q.kind in ABOUT_BODIES}

    def asks_beyond(self, path: str) -> bool:
        """Whether something was asked about another file, or about the workspace."""
        return any(q.path != path for q in self.asked)


class Section(NamedTuple):
    """A unit with findings: where it begins now, in bytes and lines of the file, and its cached verdict."""

    start: int
    line: int
    verdict: Verdict


@dataclass(slots=True)
class Bench:
    """Everything but the unit that a judgement needs: what it stands on, and the rules that are on."""

    ground: Ground
    severities: Mapping[str, Severity]
    silent: bool = False
    allowed: frozenset[str] = frozenset()
    off: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)

    _dispatches: dict[bool, Dispatch] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The judged file."""
        return self.ground.path

    @property
    def crate(self) -> Crate:
        """Its crate."""
        return self.ground.crate

    def dispatch(self, *, test: bool) -> Dispatch:
        """The rules to run in a unit: all that are on, and only few of them in tests and silent files."""
        quiet = test or self.silent
        found = self._dispatches.get(quiet)
        if found is None:
            known = all_rules()
            names = tuple(n for n in self.severities if n not in self.off and (known[n].everywhere or not quiet))
            found = self._dispatches[quiet] = dispatch_for(names)
        return found

    def switch_off(self, rule: Rule, error: Exception) -> None:
        """A rule that raises is told once, and not asked again about this file."""
        self.off.add(rule.name)
        self._dispatches.clear()
        self.failures.append(Failure(self.path, f"{rule.name} failed: {error!r}", rule.name))


_SKIPPED = {"use_declaration", "macro_definition", "empty_statement", "extern_crate_declaration", "ERROR"}


def judge(unit: Unit, bench: Bench) -> Verdict:
    """The verdict of the rules on one unit."""
    if unit.node.type in _SKIPPED:
        return Verdict((), unit.text)
    dispatch = bench.dispatch(test=is_test_unit(unit))
    if not dispatch.rules:
        return Verdict((), unit.text)
    first = dispatch.query.captures(unit.node)
    aliases = bench.ground.own.imports(unit.modules).aliases
    if b"rust-perf:" not in unit.text and dispatch.sees_nothing(first, aliases, unit):
        return Verdict((), unit.text, {Question("aliases", bench.path, unit.modules): aliases})
    file = RustFile(bench.path, unit, bench.crate, Names(bench.ground))
    seen = {_key(finding): finding for finding in _findings(file, first, dispatch, bench)}
    if seen and _is_declared_for_tests(file):
        seen = {key: finding for key, finding in seen.items() if all_rules()[finding.rule].everywhere}
    suppressions = suppressions_in(unit)
    kept = filtered(told_once(seen.values()), suppressions, bench.allowed | frame_allows(unit))
    if suppressions:
        kept += unused(suppressions, dispatch.rules, all_rules())
    kept.sort(key=lambda finding: (finding.span, finding.rule))
    silenced = bench.allowed & {finding.rule for finding in seen.values()}
    file.names.forget()
    return Verdict(tuple(kept), unit.text, file.names.asked, silenced)


def _is_declared_for_tests(file: RustFile) -> bool:
    """Whether the `mod` in another file that names this one is only compiled for tests.

    That is asked where there are findings, so that the other units do not hang on the workspace.
    """
    home = file.names.home()
    return home is not None and home.test


def _key(finding: Finding) -> tuple[str, Span]:
    return finding.rule, finding.span


def _findings(file: RustFile, first: Captures, dispatch: Dispatch, bench: Bench) -> Iterator[Finding]:
    for rule, place in dispatch.woken(file, first):
        if rule.name in bench.off:
            continue
        try:
            for sighting in rule.detect(place, file):
                if rule.name in TWINS and is_allowed_for_clippy(rule.name, sighting.node, file):
                    continue
                finding = _finding(rule, sighting, file, bench)
                if finding is not None:
                    yield finding
        except Exception as error:
            bench.switch_off(rule, error)


def _finding(rule: Rule, sighting: Sighting, file: RustFile, bench: Bench) -> Finding | None:
    base = file.unit.start

    def span(node: Node) -> Span:
        return Span(node.start_byte - base, node.end_byte - base)

    chosen = bench.severities[rule.name]
    severity = rule.severity_of(sighting.severity, chosen)
    told = weighed(rule, sighting.node, severity, chosen, file)
    if told is None:
        return None
    return Finding(
        rule.name,
        told.severity,
        span(sighting.node),
        sighting.message,
        (*(Related(span(place.node), place.message) for place in sighting.related), *sighting.elsewhere),
        {name: span(node) for name, node in sighting.captures.items()},
        dict(sighting.data),
        told.heat,
    )
