"""What the server and the process beside it say to each other: plain data, each message in a frame of its own.

Both ends are of one version and one of them started the other, so that the data may be pickled.
"""

from __future__ import annotations

import pickle
from typing import NamedTuple

from ...analysis.workspace.summary import Summary
from ...analysis.workspace.targets import Package
from ...quickfix.edit import Fix
from ...settings import Settings
from ..client import Client

HEADER = 4
"""Bytes in front of a message that tell its length."""


class Start(NamedTuple):
    """The first message: whom the findings are for, and which files have killed the process before."""

    client: Client
    skipped: frozenset[str]


class Scan(NamedTuple):
    """Read all files below `roots` for the index, and judge those below `folders`, in place of any scan before.

    `told` are the files whose findings the client has now. A scan that is not `fresh` passes over files that
    are as they were when they were judged. `editor` are the editor's settings, of which some folders have their own.
    """

    number: int
    folders: tuple[str, ...]
    editor: Settings
    told: frozenset[str]
    fresh: bool
    roots: tuple[str, ...] = ()
    own: tuple[tuple[str, Settings], ...] = ()
    """Folders with settings of the editor of their own."""


class Changed(NamedTuple):
    """These files were written, made or deleted."""

    paths: tuple[str, ...]


class Buffer(NamedTuple):
    """The editor has this text open, and it counts in place of the file's; None when it was closed."""

    path: str
    text: bytes | None


class Mend(NamedTuple):
    """Tell the safe fixes of one rule in these files, none of which is open."""

    rule: str
    paths: tuple[str, ...]


class Cancel(NamedTuple):
    """Leave the rest of the scan."""


class Judging(NamedTuple):
    """A file is being judged, the one after `done` of `total` in the scan."""

    path: str
    done: int
    total: int


class Reading(NamedTuple):
    """A file is being read for the index."""

    path: str


class Packages(NamedTuple):
    """What the manifests say, for the index."""

    packages: tuple[Package, ...]


class Known(NamedTuple):
    """What the index is to know of some files from now on; None of those that are gone."""

    summaries: tuple[tuple[str, Summary | None], ...]


class Indexed(NamedTuple):
    """The index is as the disk is."""


class Found(NamedTuple):
    """All that is to be said of a file, as the client will read it."""

    path: str
    diagnostics: str


class Mended(NamedTuple):
    """The fixes of a rule in a file, and how many others there are, which may not be made in bulk.

    `text` is what was judged: nothing may be made of them where the file says something else by now.
    """

    path: str
    rule: str
    text: bytes
    fixes: tuple[Fix, ...]
    left: int


class Trouble(NamedTuple):
    """Something could not be read or judged."""

    text: str


class Done(NamedTuple):
    """Nothing is left to do of the scan of that number, which judged so many files, nor of the files that changed."""

    number: int
    judged: int = 0


Order = Start | Scan | Changed | Buffer | Mend | Cancel
"""From the server."""
News = Judging | Reading | Packages | Known | Indexed | Found | Mended | Trouble | Done
"""From the process."""


def framed(message: Order | News) -> bytes:
    """A message as it is sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(HEADER, "big") + body


def length(header: bytes) -> int:
    """The bytes that follow a header."""
    return int.from_bytes(header, "big")
