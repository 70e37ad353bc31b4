"""An open file kept judged: an edit costs the units that it touches, and those whose questions it answers anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Iterator

from ..settings import Settings
from .broken import carried
from .declarations import Declarations
from .facts.code.ground import Asked, Ground
from .facts.code.names import Names
from .facts.code.rust_file import RustFile
from .facts.derivations import DERIVED
from .facts.programs.code_kind import is_silent_file, is_whole_file_test
from .finding import Failure, Finding
from .judge import Bench, Section, Verdict, judge
from .remembered import Remembered
from .rule import all_rules
from .severities import severities_for
from .suppression import file_suppressions, unused
from .syntax.chunks import Change, Chunk, ChunkedText, line_ends
from .syntax.declared import shown
from .syntax.units import Unit
from .whole_text import WholeText
from .workspace.crates import Crate
from .workspace.giving_way import giving_way
from .workspace.index import Index
from .workspace.summary import Summary

_SLICE = 0.004  # seconds of re-judging before the next keystroke is let through
_HEAD = 4096  # bytes in which it is told that a file is generated, or test code


class Analysis:
    """The findings of one file under edits."""

    def __init__(
        self,
        path: str,
        text: bytes,
        crate: Crate,
        settings: Settings,
        *,
        index: Index | None = None,
        whole: bool = False,
    ) -> None:
        self._chunked = ChunkedText(text, whole=whole)
        self._declared = Declarations(self._chunked.chunks)
        self._ground = Ground(path or "-", crate, self._declared, index, DERIVED)
        self._bench = Bench(self._ground, severities_for(settings))
        self._head: bytes | None = None
        self._levels = self._declared.lint_levels()
        self._idle: Verdict | None = None
        self._gone = Remembered()
        self._words: set[bytes] = set()
        self._doubted: set[bytes] | None = set()
        self._others = False
        self._waiting: set[Verdict] = set()
        self._answers: Asked = {}
        self._stale: dict[tuple[Chunk, int], None] = {}
        self._verdicts: dict[Chunk, list[Verdict]] = {}
        self._sections: dict[Chunk, list[Section]] = {}
        self._whole: WholeText | None = None
        self.judged_again = 0
        self._read_head()
        for chunk in self._chunked.chunks:
            self._verdicts[chunk] = [self._judge(unit) for unit in chunk.units]

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
        """Applies replacements of bytes, each counted in the text before it, and judges the units that they touch."""
        for start, old_end, new in edits:
            base = self._chunked.starts
            change = self._chunked.edit(start, old_end, new)
            first = base[change.position]
            self._adopt(change, start - first, old_end - first, len(new))

    def others_changed(self) -> None:
        """Other files or the workspace changed: `settle` asks again what was asked beyond this file."""
        self._others = True
        self._answers.clear()

    def summary(self) -> Summary:
        """What the workspace knows of the text as it is now."""
        return self._declared.summary(self.text, self._chunked.starts)

    def whole(self) -> WholeText:
        """The text as it is now in one piece, which holds until the next edit."""
        self._whole = self._whole or WholeText(self.text, self._chunked.chunks, self._declared)
        return self._whole

    def view(self, unit: Unit) -> RustFile:
        """A unit with questions about it that are not asked yet."""
        return RustFile(self._bench.path, unit, self._bench.crate, Names(self._ground))

    def judged(self, start: int, end: int) -> Iterator[tuple[int, Unit, Verdict]]:
        """The units that lie in a range of bytes, each with where its chunk begins and what is found in it."""
        for chunk, base in zip(self._chunked.chunks, self._chunked.starts, strict=False):
            if base <= end and start <= base + len(chunk.data):
                for unit, verdict in zip(chunk.units, self._verdicts[chunk], strict=True):
                    if base + unit.start <= end and start <= base + unit.end:
                        yield base, unit, verdict

    def settle(self, is_interrupted: Callable[[], bool] = lambda: False) -> bool:
        """Judges again, for some milliseconds, units whose questions may have new answers; True while more wait."""
        until = time.perf_counter() + _SLICE
        self._find_stale()
        with giving_way(is_interrupted):
            while self._stale and time.perf_counter() < until and not is_interrupted():
                chunk, index = next(reversed(self._stale))
                verdicts = self._verdicts.get(chunk)
                if verdicts is not None and not verdicts[index].holds(self._ground, self._answers):
                    verdicts[index] = self._judge(chunk.units[index])
                    self.judged_again += 1
                    self._sections.pop(chunk, None)
                del self._stale[chunk, index]
        if not self._stale and (change := self._chunked.recut()) is not None:
            self._adopt(change, 0, 0, 0)
        return bool(self._stale or self._doubted is None or self._doubted or self._others)

    def sections(self) -> list[Section]:
        """The units that have findings, in the order of the file."""
        places = zip(self._chunked.chunks, self._chunked.starts, self._chunked.first_lines, strict=False)
        return self._of_file() + [
            Section(start + section.start, line + section.line, section.verdict)
            for chunk, start, line in places
            for section in self._sections_of(chunk)
        ]

    def _of_file(self) -> list[Section]:
        """The comments for the whole file that nothing in it needs; in text that does not parse, no new ones."""
        if not self._bench.allowed:
            self._idle = None
            return []
        head = self._chunked.chunks[0].data
        suppressions = file_suppressions(head)
        for suppression in suppressions:
            for verdicts in self._verdicts.values():
                suppression.used.update(*(verdict.silenced for verdict in verdicts if verdict.silenced))
        idle = () if self._bench.silent else tuple(unused(suppressions, self._bench.severities, all_rules()))
        if idle and self.broken:
            told = {finding.message for finding in self._idle.findings} if self._idle else ()
            idle = tuple(finding for finding in idle if finding.message in told)
        lines = head[: suppressions[-1].place.end] if idle else b""
        if self._idle is None or (self._idle.findings, self._idle.text) != (idle, lines):
            self._idle = Verdict(idle, lines)
        return [Section(0, 0, self._idle)] if idle else []

    def findings(self) -> list[Finding]:
        """All findings, with spans in bytes of the file."""
        return [finding.shifted(section.start) for section in self.sections() for finding in section.verdict.findings]

    def _sections_of(self, chunk: Chunk) -> list[Section]:
        found = self._sections.get(chunk)
        if found is None:
            found = self._sections[chunk] = [
                Section(unit.start, line_ends(chunk.data, unit.start), verdict)
                for unit, verdict in zip(chunk.units, self._verdicts[chunk], strict=True)
                if verdict.findings
            ]
        return found

    def _adopt(self, change: Change, start: int, old_end: int, size: int) -> None:
        """Takes over the chunks of an edit, which is told in bytes of the removed chunks."""
        self._whole = None
        before = list(self._removed(change))
        come = {key: unit for chunk in change.added for key, unit in zip(chunk.keys, chunk.units, strict=True)}
        alike = self._invalidate({key: unit for key, _, unit, _ in before}, come)
        self._declared.replace(change, self._chunked.chunks, alike=alike)
        self._answers.clear()
        judges_otherwise = change.position == 0 and self._read_head()
        known = {key: verdict for key, _, unit, verdict in before if not unit.broken and not judges_otherwise}
        last_good = [(at + unit.start, verdict) for _, at, unit, verdict in before if verdict.findings]
        at = 0
        for chunk in change.added:
            verdicts = self._verdicts[chunk] = []
            for key, unit in zip(chunk.keys, chunk.units, strict=True):
                if unit.broken and before and not judges_otherwise:
                    moved = carried(last_good, at + unit.start, at + unit.end, start, old_end, size)
                    verdicts.append(Verdict(moved, unit.text))
                else:
                    is_edited = at + unit.start <= start + size and start <= at + unit.end
                    verdicts.append(known.get(key) or self._verdict(key, unit, is_edited=is_edited))
                    if verdicts[-1] in self._waiting:
                        self._stale[chunk, len(verdicts) - 1] = None
            at += len(chunk.data)
        self._waiting.clear()
        self._gone.replace(known, come.keys())

    def _removed(self, change: Change) -> Iterator[tuple[Hashable, int, Unit, Verdict]]:
        """The units that went, with their keys, the place of their chunk among the removed ones, and their verdicts."""
        at = 0
        for chunk in change.removed:
            self._sections.pop(chunk, None)
            judged = zip(chunk.keys, chunk.units, self._verdicts.pop(chunk), strict=True)
            for index, (key, unit, verdict) in enumerate(judged):
                if (chunk, index) in self._stale:
                    del self._stale[chunk, index]
                    self._waiting.add(verdict)
                yield key, at, unit, verdict
            at += len(chunk.data)

    def _read_head(self) -> bool:
        """Follows what the file's first lines say of all of it: generated, test, allowed rules.

        Whether that is something else than before, so that no verdict from before holds.
        """
        levels = self._declared.lint_levels()
        if levels != self._levels:
            self._levels, self._doubted = levels, None
        data, bench = self._chunked.chunks[0].data, self._bench
        allowed = frozenset[str]().union(*(s.rules for s in file_suppressions(data)))
        head, silent = data[:_HEAD], bench.silent
        if head != self._head:
            self._head = head
            silent = is_silent_file(bench.path, head, bench.crate) or is_whole_file_test(head)
        if (allowed, silent) == (bench.allowed, bench.silent):
            return False
        bench.allowed, bench.silent = allowed, silent
        self._gone.clear()
        self._sections.clear()
        for chunk in self._verdicts:
            self._verdicts[chunk] = [self._judge(unit) for unit in chunk.units]
        return True

    def _invalidate(self, gone: dict[Hashable, Unit], come: dict[Hashable, Unit]) -> bool:
        """Notes what the change of units puts in doubt: words, or all declarations; whether these are as before."""
        went, came = [gone[k] for k in gone.keys() - come.keys()], [come[k] for k in come.keys() - gone.keys()]
        alike = set(map(shown, went)) == set(map(shown, came))
        if not alike:
            self._doubted = None
        elif self._doubted is not None:
            text = b"\0".join(unit.text for unit in went + came)
            self._doubted.update(word for word in self._words if word in text)
        return alike

    def _find_stale(self) -> None:
        """Lists the verdicts that hang on what the edits since the last time put in doubt."""
        path, words, others = self._ground.path, self._doubted, self._others
        self._doubted, self._others = set(), False
        if words is None or words or others:
            self._stale |= {
                (chunk, index): None
                for chunk, verdicts in self._verdicts.items()
                for index, verdict in enumerate(verdicts)
                if (verdict.asked if words is None else verdict.asks_for(words, path))
                or (others and verdict.asks_beyond(path))
            }

    def _verdict(self, key: Hashable, unit: Unit, *, is_edited: bool) -> Verdict:
        """The verdict of a unit that is new in the file, or was there a while ago.

        What only comes back as the text in front of it is whole again keeps its verdict, and waits to be asked again.
        """
        found = self._gone.get(key)
        if found is not None and not is_edited:
            self._waiting.add(found)
            return found
        return found if found is not None and found.holds(self._ground, self._answers) else self._judge(unit)

    def _judge(self, unit: Unit) -> Verdict:
        verdict = judge(unit, self._bench)
        self.hangs_on(verdict, {})
        return verdict

    def hangs_on(self, verdict: Verdict, asked: Asked) -> None:
        """A unit is judged again when this is answered otherwise, too; what its verdict was told stays as it was."""
        verdict.asked = {**asked, **verdict.asked}
        self._words |= verdict.words_asked(self._ground.path)


def analyse(
    path: str, text: bytes, crate: Crate, settings: Settings, index: Index | None = None
) -> tuple[list[Finding], list[Failure]]:
    """The findings of a file from scratch, with the rules that raised."""
    if is_silent_file(path, text, crate) and not any(rule.everywhere for rule in all_rules().values()):
        return [], []
    analysis = Analysis(path, text, crate, settings, index=index, whole=True)
    return analysis.findings(), analysis.failures
