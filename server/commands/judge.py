"""One file in, plain data out. Runs in worker processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..analysis.finding import Failure, Finding
from ..analysis.workspace.crates import crate_of
from ..disk import source
from ..disk.discovery import Job
from ..disk.judging import judge_file
from ..disk.source import Shown
from ..quickfix.edit import Fix
from ..report.describe import Describer
from ..report.model import Problem, Reported
from ..settings import Settings


class Judged(NamedTuple):
    """What was found in some files, and how many of them were judged."""

    findings: list[Reported]
    problems: list[Problem]
    files: int


class Judge:
    """Judges files; computes their fixes too when the report shows them."""

    def __init__(self, shown: Shown, with_fixes: bool) -> None:
        self._shown = shown
        self._with_fixes = with_fixes

    def files(self, jobs: Sequence[Job]) -> Judged:
        """The findings of some files, in their order."""
        judged = Judged([], [], 0)
        for job in jobs:
            findings, problems, files = self._file(job)
            judged.findings.extend(findings)
            judged.problems.extend(problems)
            judged = judged._replace(files=judged.files + files)
        return judged

    def _file(self, job: Job) -> Judged:
        try:
            data = source.read(job.path)
        except (OSError, ValueError) as error:
            return Judged([], [Problem(self._shown(job.path), source.reason(error))], 0)
        if source.is_binary(data):
            problem = [Problem(self._shown(job.path), "is a binary file")] if job.named else []
            return Judged([], problem, 0)
        return self.text(job.path, source.sound(data).text, job.settings)

    def text(self, path: str, text: bytes, settings: Settings) -> Judged:
        """The findings of a text that may stand in no file."""
        findings, failures = judge_file(path, text, settings)
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
