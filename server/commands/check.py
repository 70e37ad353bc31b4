"""`check`: find the files, judge them, fix what may be fixed, report the rest."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..analysis.workspace.crates import forget
from ..analysis.workspace.index import Index
from ..analysis.workspace.summary import summarise
from ..cache.inputs import is_watched
from ..disk import source
from ..disk.chosen import Chosen, known_words
from ..disk.discovery import Job, find
from ..disk.indexing import indexed, roots_of
from ..disk.judging import is_manifest
from ..disk.source import Shown
from ..quickfix.edit import Safety
from ..report import as_json, concise, text
from ..report.model import Outcome, Problem, Reported
from ..report.terminal import Paint, printable, wants_colour
from ..settings import Settings
from . import pool
from .caching import Caching
from .judge import Judge, Judged
from .notes import Notes
from .progress import Progress

if TYPE_CHECKING:
    from .fixing import Plan

CLEAN, FOUND, FAILED = 0, 1, 2
STDIN = "-"
_SELDOM = (50_000, 20, 50)
_NOTHING_CHECKED = (
    "warning: nothing was checked: no .rs file and no Cargo.toml is there, "
    "or ignore files and `exclude` leave all of them out\n"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    paths: tuple[str, ...] = (".",)
    over: Settings = field(default_factory=Settings)
    format: str = "text"
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    jobs: int | None = None
    config: Path | None = None
    no_config: bool = False
    exit_zero: bool = False
    stdin_filename: str | None = None
    no_cache: bool = False
    verbose: bool = False
    words: tuple[str, ...] = ()

    @property
    def replayable(self) -> bool:
        """Whether the run depends on nothing but files, and changes none."""
        return not (self.no_cache or self.fix or self.diff or STDIN in self.paths)


def run(options: Options) -> int:
    """One run of `check`; its exit code."""
    # Nearly all that a run makes stays to its end: many looks for garbage find no more than few.
    gc.set_threshold(*_SELDOM)
    return _Run(options).code()


class _Run:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._here = str(Path.cwd())
        self._shown = Shown(self._here)
        self._judge = Judge(self._shown, with_fixes=options.format != "concise")
        self._outcome = Outcome()
        self._fixed: Counter[str] = Counter()
        self._stdin: bytes | None = None
        self._workspace: Index | None = None
        self._cache = self._caching()

    def code(self) -> int:
        options = self._options
        chosen = Chosen(known_words(), options.over, options.config, not options.no_config)
        jobs = self._jobs(chosen)
        self._judge_all(jobs)
        if options.fix or options.diff:
            self._fix(jobs)
        code = FOUND if self._outcome.findings and not options.exit_zero else CLEAN
        code = FAILED if self._outcome.errors else code
        wrote = self._report()
        if self._cache:
            said = self._cache.keep(code, *wrote)
            if options.verbose:
                sys.stderr.write(said + "\n")
        return code

    def _caching(self) -> Caching | None:
        if not self._options.replayable or not is_watched(self._here):
            return None
        return Caching(self._options.words, self._options.paths, self._here, self._options.format != "concise")

    def _jobs(self, chosen: Chosen) -> list[Job]:
        problems: list[Problem] = []
        if self._options.paths == (STDIN,):
            self._stdin = piped = sys.stdin.buffer.read()
            path = os.path.abspath(self._options.stdin_filename or STDIN)  # noqa: PTH100 — links are not followed
            jobs = [Job(path, chosen.at(os.path.dirname(path)).of(path), len(piped))]  # noqa: PTH120
        else:
            jobs = find(self._options.paths, chosen, problems)
            if self._cache and problems:
                self._cache.repeatable = False
        for path, message in (*chosen.problems, *problems):
            self._outcome.errors.append(Problem(self._shown(path), message))
        return jobs

    def _judge_all(self, jobs: list[Job]) -> None:
        with Progress(len(jobs)) as progress:
            for files, judged in self._results(jobs):
                self._outcome.findings += judged.findings
                self._outcome.errors += judged.problems
                self._outcome.files += judged.files
                progress.advance(files)
        self._outcome.findings.sort(key=_order)
        self._outcome.errors.sort()

    def _results(self, jobs: list[Job]) -> Iterator[tuple[int, Judged]]:
        """What was found, batch by batch, each with its number of files."""
        how = pool.How(self._shown, self._options.format != "concise", self._cache is not None)
        if self._stdin is not None:
            text, job = source.sound(self._stdin).text, jobs[0]
            index = self._index([job])
            if not is_manifest(job.path):
                index.hold(job.path, text, summarise(text))
            yield 1, Judge(self._shown, how.with_fixes, index=index).text(job.path, text, job.settings)
        elif self._cache is None:
            yield from pool.judged(jobs, self._options.jobs, how, self._index(jobs))
        else:
            known, left = self._cache.known(jobs)
            yield len(jobs) - len(left), known
            for files, judged in pool.judged(left, self._options.jobs, how, self._index(left)) if left else ():
                self._cache.learn(judged)
                yield files, judged

    def _index(self, jobs: list[Job]) -> Index:
        """The index of the workspaces that the files lie in."""
        paths = [os.path.abspath(path) for path in self._options.paths if path != STDIN]  # noqa: PTH100
        known = self._cache.summaries if self._cache else None
        found = indexed(roots_of([*paths, *(job.path for job in jobs)]), pool.processes(self._options.jobs), known)
        if self._cache:
            self._cache.note(found.digests)
        told = {path for path, _ in self._outcome.errors}
        self._outcome.errors += [
            Problem(self._shown(path), message) for path, message in found.problems if self._shown(path) not in told
        ]
        self._workspace = found.workspace
        gc.freeze()
        return found.workspace

    def _fix(self, jobs: list[Job]) -> None:
        from .fixing import Plan

        safeties = {Safety.SAFE, Safety.UNSAFE} if self._options.unsafe_fixes else {Safety.SAFE}
        plan = Plan(frozenset(safeties), self._workspace)
        found = {finding.path for finding in self._outcome.findings}
        todo = [job for job in jobs if self._shown(job.path) in found]
        # Manifests come last: they start from the edits that the fixes of Rust files make in them.
        for job in sorted(todo, key=lambda job: is_manifest(job.path)):
            plan.fix(job.path, job.settings, self._stdin)
        if self._options.diff:
            self._print_diff(plan)
        elif self._stdin is None:
            self._write(plan)
        else:
            self._print_fixed(plan, jobs[0].path)

    def _print_diff(self, plan: Plan) -> None:
        from .fixing import unified_diff

        for group in plan.changes():
            for change in group:
                patch = unified_diff(change, self._shown(change.path))
                sys.stdout.buffer.write(patch.encode("utf-8", "surrogateescape"))
        sys.stdout.flush()

    def _print_fixed(self, plan: Plan, path: str) -> None:
        fixed = next((c.new for group in plan.changes() for c in group if c.path == path), self._stdin)
        sys.stdout.buffer.write(fixed or b"")
        sys.stdout.flush()
        self._take_over(plan, {path})

    def _write(self, plan: Plan) -> None:
        from .writing import write

        failed: set[str] = set()
        for group in plan.changes():
            if refused := write(group):
                path, message = refused
                self._outcome.errors.append(Problem(self._shown(path), message))
                failed |= {change.path for change in group}
        forget(Path(self._here))
        self._take_over(plan, set(plan.left) - failed)

    def _take_over(self, plan: Plan, paths: set[str]) -> None:
        """What is left in the fixed files replaces what was found in them at first."""
        shown = {self._shown(path) for path in paths}
        kept = [found for found in self._outcome.findings if found.path not in shown]
        for path in sorted(paths & set(plan.left)):
            left = plan.left[path]
            self._fixed += left.fixed
            kept += self._judge.described(path, left.text, left.findings)
        self._outcome.findings = sorted(kept, key=_order)

    def _report(self) -> tuple[str, str]:
        """Write the report; what went to standard output and to standard error."""
        takes_stdout = self._options.diff or (self._options.fix and self._stdin is not None)
        out = sys.stderr if takes_stdout else sys.stdout
        told = "".join(line + "\n" for line in self._lines(out))
        out.write(told)
        out.flush()
        if self._options.format != "text":
            # Tools read the report; what was fixed is for the person who watches.
            sys.stderr.writelines(line + "\n" for line in self._fixed_lines())
        errors = ""
        if self._options.format != "json":
            errors = "".join(printable(f"error: {path}: {message}") + "\n" for path, message in self._outcome.errors)
        if not (self._outcome.files or self._outcome.errors):
            errors = _NOTHING_CHECKED
        sys.stderr.write(errors)
        return told, errors

    def _lines(self, out: TextIO) -> Iterator[str]:
        notes = Notes()
        paint = Paint(wants_colour(out))
        if self._options.format == "json":
            return as_json.write(self._outcome, notes)
        if self._options.diff:
            return iter([text.summary(self._outcome, paint)])
        if self._options.format == "concise":
            return concise.write(self._outcome, notes)
        return chain(text.write(self._outcome, notes, paint), self._fixed_lines())

    def _fixed_lines(self) -> Iterator[str]:
        if self._fixed:
            rules = ", ".join(f"{count} {rule}" for rule, count in sorted(self._fixed.items()))
            yield f"Fixed {self._fixed.total()}: {rules}."


def _order(found: Reported) -> tuple[object, ...]:
    return found.path, found.range, found.rule
