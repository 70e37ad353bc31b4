"""An open file kept judged: an edit costs the units that it touches, and those whose questions it answers anew."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from ..settings import Settings, resolve_severity
from .broken import carried
from .declarations import Declarations
from .facts.code_kind import is_silent_file, is_whole_file_test
from .facts.names import skeleton
from .finding import Failure, Finding, Severity
from .judge import Bench, Verdict, judge
from .rule import all_rules
from .suppression import file_allows
from .syntax.chunks import Change, Chunk, ChunkedText, line_ends
from .syntax.units import Unit
from .workspace.crates import Crate

_SLICE = 0.004  # seconds of re-judging before the next keystroke is let through
_CACHED = 4096  # verdicts kept of units that are not in the file just now


class Section(NamedTuple):
    """A unit with findings: where it begins now, in bytes and lines of the file, and its cached verdict."""

    start: int
    line: int
    verdict: Verdict


class Analysis:
    """The findings of one file under edits."""

    def __init__(self, path: str, text: bytes, crate: Crate, settings: Settings, *, whole: bool = False) -> None:
        self._chunked = ChunkedText(text, whole=whole)
        self._declared = Declarations(self._chunked.chunks)
        self._bench = Bench(
            path,
            crate,
            self._declared,
            severities_for(settings),
            silent=is_silent_file(path, text, crate) or is_whole_file_test(text),
            allowed=file_allows(self._chunked.chunks[0].data),
        )
        self._known: OrderedDict[tuple[object, bytes], Verdict] = OrderedDict()
        self._stale: list[tuple[Chunk, int]] = []
        self._words: set[bytes] = set()
        self._sections: dict[Chunk, list[tuple[int, int, Verdict]]] = {}
        self._verdicts: dict[Chunk, list[Verdict]] = {}
        for chunk in self._chunked.chunks:
            self._verdicts[chunk] = [self._verdict(unit) for unit in chunk.units]

    @property
    def text(self) -> bytes:
        """The text as it is now."""
        return self._chunked.text

    @property
    def broken(self) -> bool:
        """Whether some of the text does not parse."""
        return self._chunked.broken

    @property
    def failures(self) -> list[Failure]:
        """The rules that raised, each once; they are off for this file."""
        return self._bench.failures

    def edit(self, edits: Iterable[tuple[int, int, bytes]]) -> None:
        """Applies replacements of bytes in turn and judges the units that they touch."""
        for start, old_end, new in edits:
            base = self._chunked.starts
            change = self._chunked.edit(start, old_end, new)
            self._adopt(change, start - base[change.position], old_end - base[change.position], len(new))

    def settle(self) -> bool:
        """Judges again, for some milliseconds, units whose questions may have new answers; True while more wait."""
        until = time.perf_counter() + _SLICE
        while self._stale and time.perf_counter() < until:
            chunk, index = self._stale.pop()
            verdicts = self._verdicts.get(chunk)
            if verdicts is not None and not verdicts[index].holds(self._declared):
                verdicts[index] = self._judge(chunk.units[index])
                self._sections.pop(chunk, None)
        if not self._stale and (change := self._chunked.recut()) is not None:
            self._adopt(change, 0, 0, 0)
        return bool(self._stale)

    def sections(self) -> list[Section]:
        """The units that have findings, in the order of the file."""
        found: list[Section] = []
        for chunk, start, line in zip(
            self._chunked.chunks, self._chunked.starts, self._chunked.first_lines, strict=False
        ):
            for offset, lines, verdict in self._sections_of(chunk):
                found.append(Section(start + offset, line + lines, verdict))
        return found

    def _sections_of(self, chunk: Chunk) -> list[tuple[int, int, Verdict]]:
        found = self._sections.get(chunk)
        if found is None:
            judged = zip(chunk.units, self._verdicts[chunk], strict=True)
            found = self._sections[chunk] = [
                (unit.start, line_ends(chunk.data, unit.start), verdict) for unit, verdict in judged if verdict.findings
            ]
        return found

    def findings(self) -> list[Finding]:
        """All findings, with spans in bytes of the file."""
        return [finding.shifted(section.start) for section in self.sections() for finding in section.verdict.findings]

    def _adopt(self, change: Change, start: int, old_end: int, size: int) -> None:
        before = [(u, v) for chunk in change.removed for u, v in zip(chunk.units, self._verdicts[chunk], strict=True)]
        offsets = _offsets(change.removed)
        for unit, verdict in before:
            self._remember(unit, verdict)
        old = [(u.start + offsets[u.data], v) for u, v in before if v.findings]
        for chunk in change.removed:
            self._verdicts.pop(chunk, None)
            self._sections.pop(chunk, None)
        self._declared.replace(change, self._chunked.chunks)
        if change.position == 0:
            self._read_head()
        at = 0
        for chunk in change.added:
            verdicts: list[Verdict] = []
            for unit in chunk.units:
                if unit.broken and before:
                    moved = carried(old, at + unit.start, at + unit.end, start, old_end, size)
                    verdicts.append(Verdict(moved, unit.text))
                    continue
                verdicts.append(self._verdict(unit))
            self._verdicts[chunk] = verdicts
            at += len(chunk.data)
        self._invalidate([unit for unit, _ in before], [u for chunk in change.added for u in chunk.units])

    def _read_head(self) -> None:
        allowed = file_allows(self._chunked.chunks[0].data)
        if allowed != self._bench.allowed:
            self._bench.allowed = allowed
            self._known.clear()
            for chunk in self._chunked.chunks:
                if chunk in self._verdicts:
                    self._verdicts[chunk] = [self._judge(unit) for unit in chunk.units]
            self._sections.clear()

    def _invalidate(self, removed: list[Unit], added: list[Unit]) -> None:
        """Marks the verdicts whose questions the change of units may answer anew."""
        gone = {(u.frames, u.text): u for u in removed}
        come = {(u.frames, u.text): u for u in added}
        changed = [gone[k] for k in gone.keys() - come.keys()] + [come[k] for k in come.keys() - gone.keys()]
        if not changed:
            return
        declarations = {(u.frames, skeleton(u)) for k, u in gone.items() if k not in come} != {
            (u.frames, skeleton(u)) for k, u in come.items() if k not in gone
        }
        text = b"\0".join(unit.text for unit in changed)
        if not declarations and not any(word in text for word in self._words):
            return
        for chunk, verdicts in self._verdicts.items():
            for index, verdict in enumerate(verdicts):
                if verdict.asked and (declarations or verdict.asks_for(text)):
                    self._stale.append((chunk, index))

    def _verdict(self, unit: Unit) -> Verdict:
        known = self._known.get((unit.frames, unit.text))
        if known is not None and known.holds(self._declared):
            return known
        return self._judge(unit)

    def _judge(self, unit: Unit) -> Verdict:
        verdict = judge(unit, self._bench)
        self._words.update(str(word).encode() for kind, word in verdict.asked if kind == "mentioning")
        return verdict

    def _remember(self, unit: Unit, verdict: Verdict) -> None:
        if unit.broken:
            return
        self._known[(unit.frames, unit.text)] = verdict
        if len(self._known) > _CACHED:
            self._known.popitem(last=False)


def _offsets(chunks: list[Chunk]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    at = 0
    for chunk in chunks:
        found[chunk.data] = at
        at += len(chunk.data)
    return found


def severities_for(settings: Settings) -> dict[str, Severity]:
    """The rules that are on under the settings, with the severity that each has there."""
    found: dict[str, Severity] = {}
    for name, rule in all_rules().items():
        severity = resolve_severity(settings, name, rule.family, rule.severity.value, rule.default)
        if severity is not None and rule.family != "manifest":
            found[name] = Severity(severity)
    return found


def analyse(
    path: str, text: bytes, crate: Crate, settings: Settings
) -> tuple[list[Finding], list[Failure]]:
    """The findings of a file from scratch, with the rules that raised."""
    if is_silent_file(path, text, crate) and not any(rule.everywhere for rule in all_rules().values()):
        return [], []
    analysis = Analysis(path, text, crate, settings, whole=True)
    return analysis.findings(), analysis.failures


def is_rust(path: str) -> bool:
    """Whether a file is judged as Rust, by its name."""
    return PurePath(path).suffix == ".rs"


def units_in(analysis: Analysis) -> Iterator[Unit]:
    """The units of the file as it is now."""
    for chunk in analysis._chunked.chunks:
        yield from chunk.units
