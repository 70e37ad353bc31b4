"""What was made of each file's content, for whoever made it: plain values by path, as long as the file is the same."""

from __future__ import annotations

from typing import Any

from .place import store_of
from .stamps import UNSETTLED, settled_stamp, stamp
from .table import Table


class Summaries:
    """The summaries of the files of one workspace."""

    def __init__(self, root: str) -> None:
        self._table = Table(store_of(root), "summaries")
        self._table.keys()

    def state(self, path: str) -> str:
        """The state of a file, to be asked for before it is read."""
        return settled_stamp(path)

    def get(self, path: str) -> Any:
        """The value that was put for a file as it is now; None when there is none, or its times cannot tell."""
        known = self._table.get(path)
        return known[1] if isinstance(known, list) and len(known) == 2 and known[0] == stamp(path) else None

    def put(self, path: str, state: str, value: Any) -> None:
        """Keep a value that JSON can spell for a file in that state."""
        if state != UNSETTLED:
            self._table.put(path, [state, value])

    def keep_only(self, paths: set[str]) -> None:
        """Forget files that are gone."""
        self._table.drop(lambda path: path not in paths)

    def save(self) -> None:
        """Write what is new; a cache that cannot be written is only slower."""
        self._table.save()
