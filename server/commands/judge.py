"""One file in, plain data out. Runs in worker processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..analysis.finding import Failure, Finding
from ..analysis.workspace.crates import crate_of
from ..analysis.workspace.index import Index
from ..cache.seen import Seen, drain, merge, pass_over
from ..cache.stamps import digest_of, settled_stamp
from ..disk import source
from ..disk.discovery import Job
from ..disk.judging import is_manifest, judge_file
from ..disk.source import Shown
from ..quickfix.edit import Fix
from ..report.describe import Describer
from ..report.model import Problem, Reported
from ..settings import Settings
from .rows import Row, spelled


class Noted(NamedTuple):
    """A file as it was when it was judged, and what is kept of it; nothing when that may be another the next time."""

    state: str
    digest: str
    row: str | None


@dataclass(slots=True)
class Judged:
    """What was found in some files, and how many of them were judged."""

    findings: list[Reported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    noted: dict[str, Noted] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)
    repeatable: bool = True

    def add(self, more: Judged) -> None:
        """What was found in further files."""
        self.findings += more.findings
        self.problems += more.problems
        self.files += more.files
        self.noted |= more.noted
        merge(self.seen, more.seen)
        self.repeatable &= more.repeatable


class Judge:
    """Judges files; computes their fixes too when the report shows them, and notes what a cache needs to know."""

    def __init__(self, shown: Shown, with_fixes: bool, noting: bool = False, index: Index | None = None) -> None:
        self._index = index
        self._shown = shown
        self._with_fixes = with_fixes
        self._noting = noting

    def files(self, jobs: Sequence[Job]) -> Judged:
        """The findings of some files, in their order."""
        judged = Judged()
        for job in jobs:
            judged.add(self._noted(job) if self._noting else self._file(job))
        judged.seen = drain()
        return judged

    def _noted(self, job: Job) -> Judged:
        state = settled_stamp(job.path)
        pass_over(job.path)
        try:
            data = source.read(job.path)
        except (OSError, ValueError) as error:
            return self._unreadable(job, error)
        finally:
            pass_over(None)
        judged = self._data(job, data)
        content = digest_of(data)
        # Only a manifest's problems are its own; others may be the machine's.
        judged.repeatable = not judged.problems or is_manifest(job.path)
        row = Row(state, content, judged.files, judged.findings, judged.problems)
        judged.noted[job.path] = Noted(state, content, spelled(row) if judged.repeatable else None)
        return judged

    def _file(self, job: Job) -> Judged:
        try:
            data = source.read(job.path)
        except (OSError, ValueError) as error:
            return self._unreadable(job, error)
        return self._data(job, data)

    def _unreadable(self, job: Job, error: Exception) -> Judged:
        return Judged(problems=[Problem(self._shown(job.path), source.reason(error))], repeatable=False)

    def _data(self, job: Job, data: bytes) -> Judged:
        if source.is_binary(data):
            return Judged(problems=[Problem(self._shown(job.path), "is a binary file")] if job.named else [])
        return self.text(job.path, source.sound(data).text, job.settings)

    def text(self, path: str, text: bytes, settings: Settings) -> Judged:
        """The findings of a text that may stand in no file."""
        findings, failures = judge_file(path, text, settings, self._index)
        problems = [self._problem(failure) for failure in failures]
        return Judged(self.described(path, text, findings) if findings else [], problems, 1)

    def described(self, path: str, text: bytes, findings: Sequence[Finding]) -> list[Reported]:
        """Findings as they are reported."""
        describer = Describer(path, text, self._shown)
        return [describer.finding(found, self._fix(found, path, text)) for found in findings]

    def _fix(self, finding: Finding, path: str, text: bytes) -> Fix | None:
        return fix_of(finding, path, text) if self._with_fixes else None

    def _problem(self, failure: Failure) -> Problem:
        rule = f"the rule `{failure.rule}` failed: " if failure.rule else ""
        return Problem(self._shown(failure.path), rule + failure.message)


def fix_of(finding: Finding, path: str, text: bytes) -> Fix | None:
    """The fix of a finding, if there is one."""
    from ..quickfix.fixer import fix_for

    return fix_for(finding, path, text, crate_of(Path(path)))
