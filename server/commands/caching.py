"""What one run of `check` takes from the cache, and what it leaves there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from ..cache import inputs, replay, seen
from ..cache.summaries import Summaries
from ..disk.discovery import Job
from .judge import Judged
from .kept import Kept


class Caching:
    """The cache as one run sees it, from before its first look at the disk to after its last word."""

    def __init__(self, words: Sequence[str], paths: Sequence[str], here: str, with_fixes: bool) -> None:
        self._words = words
        self._starts = [os.path.abspath(path) for path in paths]  # noqa: PTH100 — links are not followed
        self._kept = Kept(here, with_fixes)
        self.summaries = Summaries(here)
        self._found: seen.Seen = {}
        self._files = 0
        self._left = 0
        self.repeatable = True
        seen.watch()
        inputs.note_kinds(self._found, self._above())

    def known(self, jobs: Sequence[Job]) -> tuple[Judged, list[Job]]:
        """What is known of the files that were found, and those that must be judged."""
        seen.merge(self._found, inputs.of_interest(seen.drain()))
        known, left = self._kept.known(jobs)
        seen.drain()
        self._files, self._left = len(jobs), len(left)
        return known, left

    def note(self, digests: Mapping[str, str]) -> None:
        """Take over the files that the judgements may hang on, with the digests of what they held."""
        self._kept.note(digests)

    def learn(self, judged: Judged) -> None:
        """Take over what was found in some files."""
        self._kept.learn(judged)
        self.repeatable &= judged.repeatable

    def keep(self, code: int, out: str, err: str) -> str:
        """Write what the next run may use; says what was done."""
        self._kept.learn(Judged(seen=seen.drain()))
        seen.stop()
        self.summaries.save()
        failed = self._kept.save()
        if not failed and self.repeatable:
            found = self._everything()
            failed = replay.keep(self._words, code, out, err, found) if inputs.is_settled(found) else None
        result = f"not written: {failed}" if failed else "written"
        return f"cache: {self._left} of {self._files} files judged; {result}"

    def _everything(self) -> seen.Seen:
        found = self._found
        seen.merge(found, self._kept.own)
        inputs.note_stamps(found, inputs.folders_of(found))
        seen.merge(found, self._kept.facts)
        return inputs.completed(found)

    def _above(self) -> list[str]:
        folders = {start if os.path.isdir(start) else os.path.dirname(start) for start in self._starts}  # noqa: PTH112, PTH120
        return [*self._starts, *(path for folder in folders for path in inputs.asked_above(folder))]
