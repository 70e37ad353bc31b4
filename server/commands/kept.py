"""What was found in each file the last time, so that only files are judged whose answer may be another now."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence

from ..analysis.workspace.building import workspace_of
from ..analysis.workspace.cargo.file_names import MANIFEST
from ..analysis.workspace.clippy_settings import NAMES as CLIPPY
from ..cache import inputs, pruning
from ..cache.place import store_of
from ..cache.seen import Seen, merge
from ..cache.stamps import digest_of, settled_stamp
from ..cache.table import Table
from ..disk.discovery import Job
from ..disk.judging import is_manifest
from ..settings import Settings
from . import rows
from .judge import Judged, Noted

_NOT_FIXED = "-"
_FACT = "fact "
_AROUND = {MANIFEST, ".git", *CLIPPY}


class Kept:
    """The findings of the files below one working directory, with the facts from elsewhere that they hang on."""

    def __init__(self, here: str, with_fixes: bool) -> None:
        self._store = store_of(here)
        # One file, so that no run that ends at the same time can part findings from their facts.
        self._table = Table(self._store, "findings")
        self._with_fixes = with_fixes
        self._settings: dict[int, str] = {}
        self._noted: dict[str, Noted] = {}
        self._jobs: Sequence[Job] = ()
        self._started = time.time_ns()
        self.facts: Seen = {}
        self.own: Seen = {}

    def known(self, jobs: Sequence[Job]) -> tuple[Judged, list[Job]]:
        """What is known of some files, and those that have to be judged."""
        self._jobs = jobs
        self._check_facts()
        inputs.note_kinds(self.facts, self._manifests_around())
        known = Judged([], [], 0)
        left: list[Job] = []
        for job in jobs:
            found = self._row(job)
            if found is None:
                left.append(job)
            else:
                known.add(found)
        return known, left

    def learn(self, judged: Judged) -> None:
        """Take over what was found in some files, and what was looked into meanwhile."""
        self._noted.update(judged.noted)
        for path, noted in judged.noted.items():
            self.own[path] = (noted.state, noted.digest)
        merge(self.facts, inputs.of_interest(judged.seen))

    def note(self, digests: Mapping[str, str]) -> None:
        """Take over the files of the workspace that were looked into, with the digests of what they held."""
        known: Seen = {path: (settled_stamp(path), digest) for path, digest in digests.items()}
        merge(self.facts, inputs.of_interest(known))

    def save(self) -> str | None:
        """Write what is new; the reason when that cannot be done."""
        inputs.note_kinds(self.facts, list(inputs.asked_beside(self.facts)), since=self._started)
        # What was judged as well need not be read again for its digest.
        merge(self.facts, {path: self.own[path] for path in self.facts.keys() & self.own.keys()})
        self.facts = inputs.completed(self.facts)
        for job in self._jobs:
            noted = self._noted.get(job.path)
            if noted is not None and noted.row is not None:
                self._table.put_spelled(self._key(job), noted.row)
        for path, state in self.facts.items():
            self._table.put(_FACT + path, state)
        failed = self._table.save()
        if not failed:
            pruning.prune(self._store)
        return failed

    def _check_facts(self) -> None:
        """Forget what was found with facts that are no longer true."""
        changed: set[str] = set()
        for path in [_path(key) for key in self._table.keys() if key.startswith(_FACT)]:  # noqa: SIM118
            match self._table.get(_FACT + path):
                case [str(state), str() | None as content] if now := inputs.unchanged(path, state, content):
                    self.facts[path] = (now, content)
                case _:
                    changed.add(path)
        if changed:
            packages = _Packages()
            self._table.drop(lambda key: self._is_void(key, changed, packages))

    def _is_void(self, key: str, changed: set[str], packages: _Packages) -> bool:
        if key.startswith(_FACT):
            return _path(key) in changed
        return any(packages.concerns(fact, _path(key)) for fact in changed)

    def _row(self, job: Job) -> Judged | None:
        for key in {self._key(job), self._key(job, with_fixes=True)}:
            row = rows.read(self._table.get(key))
            now = inputs.unchanged(job.path, row.state, row.digest) if row else None
            if row and now:
                self.own[job.path] = (now, row.digest)
                if now != row.state:
                    self._table.put_spelled(key, rows.spelled(row._replace(state=now)))
                return Judged(list(row.findings), list(row.problems), row.files)
        return None

    def _key(self, job: Job, with_fixes: bool = False) -> str:
        return f"{self._spelled(job.settings)}{'' if self._with_fixes or with_fixes else _NOT_FIXED} {job.path}"

    def _spelled(self, settings: Settings) -> str:
        if id(settings) not in self._settings:
            self._settings[id(settings)] = digest_of(ascii(settings).encode())
        return self._settings[id(settings)]

    def _manifests_around(self) -> Iterable[str]:
        """Where a manifest would change to which package a file belongs, or settings what is known of that."""
        folders = {os.path.dirname(job.path) for job in self._jobs}  # noqa: PTH120
        above = {path for folder in folders for path in inputs.asked_above(folder)}
        return [path for path in above if os.path.basename(path) in _AROUND]  # noqa: PTH119


class _Packages:
    """Which facts a file may hang on, by its place: what is found in it may follow from any file of its workspace."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def concerns(self, fact: str, path: str) -> bool:
        """Whether what is found in a file may change with a fact: sources and folders tell of their workspaces only."""
        if is_manifest(path) or not fact.endswith((".rs", os.sep)):
            return True
        return fact.startswith(self._around(os.path.dirname(path)))  # noqa: PTH120

    def _around(self, folder: str) -> str:
        if folder not in self._known:
            self._known[folder] = (workspace_of(folder) or folder).rstrip(os.sep) + os.sep
        return self._known[folder]


def _path(key: str) -> str:
    return key.partition(" ")[2]
