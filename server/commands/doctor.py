"""`doctor`: looks at the set-up and at a folder, and tells what is wrong as Markdown that fits into a report.

Nothing of the folder is run, and nothing is written.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from .. import __version__
from ..analysis.workspace.crates import EMPTY_CRATE
from ..by_name import PACKAGE
from ..cache import place, pruning
from ..disk.chosen import Chosen, known_words
from ..disk.clippy import clippy_runs
from ..disk.discovery import Job, find
from ..disk.judging import is_manifest
from ..report.machine import machine, versions
from ..report.model import Problem
from ..settings import Settings, load
from .timing import SECONDS, Timed, timed

_COMMAND = "rust-perf-analyzer"
_SAMPLE = b"pub async fn nap() {\n    std::thread::sleep(std::time::Duration::from_secs(1));\n}\n"
_SAMPLE_RULE = "blocking-sleep-in-async"
_SLOWEST = 10
_MOST = 20


class Doctor:
    """Looks at a folder, and at what it is looked at with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[str] = []

    def report(self) -> str:
        """All that was seen, as Markdown; afterwards `problems` are those that it names."""
        body = [*self._set_up(), "", *self._about_folder()]
        found = [f"- {problem}" for problem in self.problems[:_MOST]]
        if len(self.problems) > _MOST:
            found.append(f"- … and {len(self.problems) - _MOST} more")
        head = [f"# {_COMMAND} {__version__}", "", "## Problems", "", *(found or ["None."]), ""]
        return "\n".join([*head, *body]) + "\n"

    def _set_up(self) -> Iterator[str]:
        yield from ("## Set-up", "")
        yield from machine()
        self.problems += [f"the library {name} is missing" for name, found in versions().items() if found is None]
        yield f"- output: {sys.stdout.encoding}"
        yield f"- program: `{sys.executable}`, which runs `{PACKAGE}`"
        command = shutil.which(_COMMAND)
        yield f"- on the PATH: {f'`{command}`' if command else 'no; an editor needs the absolute path'}"
        yield f"- sample: {self._sample()}"
        yield f"- cache: {self._cache()}"

    def _sample(self) -> str:
        from ..analysis.engine import analyse

        try:
            found, failures = analyse("sample.rs", _SAMPLE, EMPTY_CRATE, Settings())
            if [finding.rule for finding in found] == [_SAMPLE_RULE] and not failures:
                return "is parsed and judged"
            told = "; ".join(failure.message for failure in failures) or "not what is in it"
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
        self.problems.append(f"the analysis does not work here: a sample was judged, and that gave {told}")
        return "not judged as it should be"

    def _cache(self) -> str:
        root = place.root()
        try:
            place.check(place.store_of(str(self._folder)))
            state = "has something on this folder"
        except FileNotFoundError:
            state = "has nothing on this folder yet"
        except OSError as error:
            self.problems.append(f"the cache is not used: {error}")
            return f"`{root}`; it is not used"
        above = next(folder for folder in (Path(root), *Path(root).parents) if folder.exists())
        if not os.access(above, os.W_OK):
            self.problems.append(f"the cache cannot be written: `{above}` is read-only")
        return f"`{root}`, {pruning.size() / 1_000_000:.1f} MB; it {state}"

    def _about_folder(self) -> Iterator[str]:
        yield from ("## Folder", "", f"- `{self._folder}`")
        chosen = Chosen(known_words(), Settings(), None, True)
        unread: list[Problem] = []
        jobs = find([str(self._folder)], chosen, unread)
        manifests = sum(is_manifest(job.path) for job in jobs)
        yield f"- files: {len(jobs) - manifests} of Rust, {manifests} that cargo reads"
        if not jobs:
            self.problems.append("nothing here is looked at: no Rust, or all of it is ignored or excluded")
        runs = clippy_runs([str(self._folder)], None)
        yield f"- clippy: its files {'say that rust-analyzer runs it' if runs else 'do not say that it is run'} here"
        yield from self._settings(jobs)
        self.problems += [f"`{self._shown(path)}`: {message}" for path, message in (*chosen.problems, *unread)]
        times = timed(jobs)
        self.problems += [f"`{self._shown(path)}`: {message}" for path, message in times.problems]
        yield from _slowest(times)

    def _settings(self, jobs: list[Job]) -> Iterator[str]:
        folders = {str(self._folder), *(os.path.dirname(job.path) for job in jobs)}  # noqa: PTH120
        sources = sorted({str(source) for folder in folders if (source := load(Path(folder), known_words()).source)})
        names = [f"`{self._shown(source)}`" for source in sources[:_MOST]]
        yield f"- settings: {', '.join(names) or 'no file has any'}{', …' if len(sources) > _MOST else ''}"

    def _shown(self, path: str) -> str:
        return Path(path).relative_to(self._folder).as_posix() if Path(path).is_relative_to(self._folder) else path


def _slowest(times: Timed) -> Iterator[str]:
    yield from ("", "## Slowest rules", "")
    part = f", as {SECONDS} s are enough" if times.files < times.of else ""
    yield f"{times.files} of {times.of} files{part}: {times.findings} findings, {times.seconds:.1f} s by the stopwatch."
    yield from ("", "| rule | ms | of all |", "|---|---|---|")
    slowest = sorted(times.rules.items(), key=lambda item: -item[1])[:_SLOWEST]
    for rule, seconds in slowest:
        yield f"| {rule} | {seconds * 1000:.0f} | {seconds / max(times.seconds, 1e-9):.0%} |"
