"""What was made of each file's content, for whoever made it: plain values by path and digest."""

from __future__ import annotations

from typing import Any

from .place import store_of
from .stamps import UNSETTLED, digest_of, settled_stamp, stamp
from .table import Table


class Summaries:
    """The summaries of the files of one workspace."""

    def __init__(self, root: str) -> None:
        self._table = Table(store_of(root), "summaries")
        self._digests = Table(store_of(root), "digests")

    def digest_of(self, path: str) -> str | None:
        """The digest of a file's content as far as its times tell it; None when it must be read."""
        known = self._digests.get(path)
        return known[1] if isinstance(known, list) and len(known) == 2 and known[0] == stamp(path) else None

    def read(self, path: str, data: bytes) -> str:
        """The digest of what was just read of a file, kept for the next time."""
        digest = digest_of(data)
        state = settled_stamp(path)
        if state != UNSETTLED:
            self._digests.put(path, [state, digest])
        return digest

    def get(self, path: str, digest: str) -> Any:
        """The value that was put for a file with this content, else None."""
        known = self._table.get(path)
        return known[1] if isinstance(known, list) and len(known) == 2 and known[0] == digest else None

    def put(self, path: str, digest: str, value: Any) -> None:
        """Keep a value that JSON can spell."""
        self._table.put(path, [digest, value])

    def save(self) -> None:
        """Write what is new; a cache that cannot be written is only slower."""
        self._digests.save()
        self._table.save()
