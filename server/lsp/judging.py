"""When open documents are judged: those that were edited at once, what that makes doubtful in slices between edits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Protocol
from weakref import WeakKeyDictionary

from ..analysis.finding import Failure
from .delivery import Delivery
from .open_file import OpenFile
from .pulse import Pulse

IDLE = 0.01
"""Seconds without an edit before what is doubtful elsewhere is judged: no keystroke shall wait for it."""
LONGEST = 0.5
"""Seconds after which it is judged even while edits come."""

_LOG = logging.getLogger(__name__)


class Inbox(Protocol):
    """The client's messages."""

    @property
    def waiting(self) -> bool: ...


class Judging:
    """Documents that wait to be judged, one after the other; newer edits always come first.

    `catch_up` judges one document, `failed` is told what went wrong in that, `judged_again` is called when something
    was judged anew that nobody edited, and `settled` is told of each document in which nothing is doubtful any more.
    """

    def __init__(
        self,
        inbox: Inbox,
        delivery: Delivery,
        catch_up: Callable[[OpenFile], None],
        failed: Callable[[Iterable[Failure]], None],
        judged_again: Callable[[], None],
        settled: Callable[[OpenFile], None],
    ) -> None:
        self._inbox = inbox
        self._delivery = delivery
        self._catch_up = catch_up
        self._failed = failed
        self._judged_again = judged_again
        self._settled = settled
        self._known: WeakKeyDictionary[OpenFile, int] = WeakKeyDictionary()
        self._dirty: dict[OpenFile, None] = {}
        self._unsettled: dict[OpenFile, float] = {}
        self._settling: asyncio.TimerHandle | None = None
        self._pulse = Pulse(self._judge_next, lambda: inbox.waiting)

    def soon(self, file: OpenFile) -> None:
        """A document is new, or was edited."""
        self._dirty[file] = None
        self._pulse.beat()

    def again(self, files: Iterable[OpenFile]) -> None:
        """What these documents asked about others may have new answers."""
        now = asyncio.get_running_loop().time()
        for file in files:
            file.others_changed()
            self._unsettled.setdefault(file, now + LONGEST)
        self._settle_at(now + IDLE)

    def awaits(self, file: OpenFile) -> bool:
        """Whether a document was edited since it was judged."""
        return file in self._dirty

    def forget(self, file: OpenFile) -> None:
        """A document was closed."""
        self._dirty.pop(file, None)
        self._unsettled.pop(file, None)

    def stop(self) -> None:
        """Judge no more."""
        self._pulse.stop()
        if self._settling:
            self._settling.cancel()

    def _judge_next(self) -> None:
        """Judge one document and publish; the others follow with the next beat."""
        now = asyncio.get_running_loop().time()
        if not self._dirty:
            self._settle_at(now)  # What had to give way to documents that are closed by now.
            return
        file, _ = self._dirty.popitem()
        try:
            self._catch_up(file)
            self._pulse.look()
            self._delivery.edited(file)
            self._failed(file.new_failures())
        except Exception:
            _LOG.exception("%s cannot be judged", file.document.uri)
        now = asyncio.get_running_loop().time()
        deadline = self._unsettled.setdefault(file, now + LONGEST)
        if self._dirty:
            self._pulse.beat()
        else:
            self._settle_at(min(now + IDLE, deadline))

    def _settle_at(self, when: float) -> None:
        if self._settling:
            self._settling.cancel()
        self._settling = asyncio.get_running_loop().call_at(when, self._settle)

    def _settle(self) -> None:
        """Judge a slice of what the last edits made doubtful, unless something else is to be done."""
        file = next(iter(self._unsettled), None)
        if file is None or self._dirty:
            return
        if not self._inbox.waiting and not file.settle():
            del self._unsettled[file]
            if file.is_outdated():
                self._delivery.changed(file)
            if self._known.get(file, 0) != file.judged_again:
                self._known[file] = file.judged_again
                self._judged_again()
            self._failed(file.new_failures())
            self._settled(file)
        self._settle_at(0)
