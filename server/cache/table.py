"""A table on the disk: plain JSON values by key, each decoded only when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from . import storage

LARGEST = 64 * 1024 * 1024


class Table:
    """One file of a store, read when it is first needed and written as a whole when something in it changed."""

    def __init__(self, store: str, name: str) -> None:
        self._store = store
        self._name = name
        self._rows: dict[str, bytes] | None = None
        self._used: set[str] = set()
        self._changed = False

    def get(self, key: str) -> Any:
        """The value of a key; None when there is none."""
        row = self._read().get(key)
        if row is None:
            return None
        self._used.add(key)
        try:
            return json.loads(row)
        except (ValueError, RecursionError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value that JSON can spell."""
        self.put_spelled(key, json.dumps(value, separators=(",", ":")))

    def put_spelled(self, key: str, value: str) -> None:
        """Keep a value that is JSON already."""
        row = value.encode()
        self._used.add(key)
        if self._read().get(key) != row:
            self._read()[key] = row
            self._changed = True

    def keys(self) -> Iterable[str]:
        """The keys of all values."""
        return list(self._read())

    def drop(self, unwanted: Callable[[str], bool]) -> None:
        """Forget the values of some keys."""
        for key in self.keys():
            if unwanted(key):
                del self._read()[key]
                self._changed = True

    def save(self) -> str | None:
        """Write the table if it changed; the reason when that cannot be done. Too large, it keeps what was used."""
        if not self._changed:
            return None
        rows = self._read()
        if sum(map(len, rows.values())) > LARGEST:
            rows = {key: row for key, row in rows.items() if key in self._used}
        lines = b"".join(b"%s\t%s\n" % (_escaped(key), row) for key, row in rows.items())
        self._changed = False
        return storage.save(self._store, self._name, lines)

    def _read(self) -> dict[str, bytes]:
        if self._rows is None:
            content = storage.load(self._store, self._name) or b""
            parts = (line.partition(b"\t") for line in content.split(b"\n"))
            self._rows = {_plain(key): row for key, tab, row in parts if tab}
        return self._rows


def _escaped(key: str) -> bytes:
    """A key on one line without tabs; names of files may hold anything."""
    escaped = key.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return escaped.encode("utf-8", "surrogateescape")


def _plain(key: bytes) -> str:
    text = key.decode("utf-8", "surrogateescape")
    if "\\" not in text:
        return text
    return "\\".join(part.replace("\\t", "\t").replace("\\n", "\n") for part in text.split("\\\\"))
