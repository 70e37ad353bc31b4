"""What the client is told of files that are not open."""

from __future__ import annotations

from collections.abc import Collection

from .delivery import Delivery
from .reports import Result, result
from .uris import key_of, uri_of


class Board:
    """The files of which there is something to say. Whatever is put up is told, and told once."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._results: dict[str, Result] = {}
        self._paths: dict[str, str] = {}
        self._is_news = False

    @property
    def results(self) -> Collection[Result]:
        """All that is up."""
        return self._results.values()

    @property
    def paths(self) -> Collection[str]:
        """The files that it is about."""
        return self._paths.values()

    def entries(self) -> list[tuple[str, Result]]:
        """All that is up, by file."""
        return [(self._paths[key], result) for key, result in self._results.items()]

    def get(self, key: str) -> Result | None:
        """What is up about one file."""
        return self._results.get(key)

    def put(self, path: str, diagnostics: str) -> None:
        """This holds for a file from now on; what it held before is gone."""
        uri = uri_of(path)
        key = key_of(uri)
        before = self._results.get(key)
        if diagnostics == (before.diagnostics if before else ""):
            return
        self._note(key, path, uri, diagnostics)
        self._delivery.put(uri, diagnostics)
        self._is_news = True

    def finish(self) -> None:
        """The last of some news is up."""
        if self._is_news:
            self._is_news = False
            self._delivery.refresh()

    def hand_over(self, uri: str) -> None:
        """The file is open, and the client will hear of it under this name."""
        key = key_of(uri)
        self._paths.pop(key, None)
        before = self._results.pop(key, None)
        if before is not None and before.uri != uri:
            self._delivery.put(before.uri, "")

    def take_over(self, uri: str, path: str, diagnostics: str) -> None:
        """The file was open under this name, and what was said of it stands until there is something newer.

        It is said again: there are editors that forget what they were told of a document when they close it.
        """
        if uri_of(path) == uri:
            self._note(key_of(uri), path, uri, diagnostics)
            self._delivery.put(uri, diagnostics)
        else:
            self._delivery.put(uri, "")
            self.put(path, diagnostics)

    def _note(self, key: str, path: str, uri: str, diagnostics: str) -> None:
        if diagnostics:
            self._results[key], self._paths[key] = result(uri, None, diagnostics), path
        else:
            self._results.pop(key, None)
            self._paths.pop(key, None)
