"""The index as the process keeps it: read from the disk in portions, told to the server, and followed file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ...analysis.workspace.building import files_below, packages_of, read_source
from ...analysis.workspace.index import Index
from ...analysis.workspace.summary import Summary, as_plain, restored, summarise
from ...cache.summaries import Summaries
from .messages import Indexed, Known, News, Packages, Reading

_PORTION = 24
"""Files that the server takes over at once: it shall not be long busy with them."""


class Reader:
    """Reads the files below some folders; the server's index and this one say the same."""

    def __init__(self, index: Index, send: Callable[[News], None], skipped: frozenset[str]) -> None:
        self._index = index
        self._send = send
        self._skipped = skipped
        self._roots: tuple[str, ...] = ()
        self._steps: Iterator[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether files wait to be read."""
        return self._steps is not None

    def begin(self, roots: tuple[str, ...]) -> Iterator[str]:
        """Plan to read all below some folders; what could not be looked into."""
        self._roots = roots
        files = files_below(roots)
        packages = packages_of(files)
        self._index.set_packages(packages)
        self._send(Packages(packages))
        self._steps = self._read([path for path in files.sources if path not in self._skipped])
        yield from (f"{path}: {message}" for path, message in files.problems)

    def step(self) -> None:
        """Read a portion."""
        if self._steps is not None and next(self._steps, self) is self:
            self._steps = None
            self._send(Indexed())

    def look_at(self, path: str) -> tuple[Summary | None, Summary | None] | None:
        """Follow a file that may have changed; what was known and what is, None where that is the same."""
        if not any(Path(path).is_relative_to(root) for root in self._roots) or path in self._skipped:
            return None
        if self._index.is_held(path):
            return None
        held = self._index.file(path)
        before = held.summary if held is not None else None
        data = read_source(path)
        after = summarise(data) if data is not None else None
        changed = self._index.put(path, after) if after is not None else self._index.drop(path)
        if not changed:
            return None
        self._send(Known(((path, after),)))
        return before, after

    def _read(self, paths: list[str]) -> Iterator[None]:
        kept = Summaries("\0".join(self._roots))
        gone = {path for path in set(self._index) - set(paths) if not self._index.is_held(path)}
        for path in gone:
            self._index.drop(path)
        self._send(Known(tuple((path, None) for path in gone)))
        for start in range(0, len(paths), _PORTION):
            found = [(path, self._summary(path, kept)) for path in paths[start : start + _PORTION]]
            for path, summary in found:
                # What an editor has open counts in place of the file, also when all files are read again.
                if summary is not None and not self._index.is_held(path):
                    self._index.put(path, summary)
            self._send(Known(tuple(found)))
            yield
        kept.keep_only(set(paths))
        kept.save()

    def _summary(self, path: str, kept: Summaries) -> Summary | None:
        known = restored(kept.get(path))
        if known is not None:
            return known
        self._send(Reading(path))
        state = kept.state(path)
        data = read_source(path)
        if data is None:
            return None
        summary = summarise(data)
        kept.put(path, state, as_plain(summary))
        return summary
