"""When open documents are judged: those that were edited at once, what that makes doubtful in slices between edits."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from weakref import WeakKeyDictionary

from ..analysis.finding import Failure
from .delivery import Delivery
from .leisure import Leisure, Traffic
from .open_file import OpenFile
from .pulse import Pulse

_LOG = logging.getLogger(__name__)


class Judging:
    """Documents that wait to be judged, one after the other; newer edits always come first.

    `catch_up` judges one document, `failed` is told what went wrong in that, `judged_again` is called when something
    was judged anew that nobody edited, and `settled` is told of each document in which nothing is doubtful any more.
    """

    def __init__(
        self,
        traffic: Traffic,
        leisure: Leisure,
        delivery: Delivery,
        catch_up: Callable[[OpenFile], None],
        failed: Callable[[Iterable[Failure]], None],
        judged_again: Callable[[], None],
        settled: Callable[[OpenFile], None],
    ) -> None:
        self._leisure = leisure
        self._delivery = delivery
        self._catch_up = catch_up
        self._failed = failed
        self._judged_again = judged_again
        self._settled = settled
        self._known: WeakKeyDictionary[OpenFile, int] = WeakKeyDictionary()
        self._dirty: dict[OpenFile, None] = {}
        self._unsettled: dict[OpenFile, None] = {}
        self._pulse = Pulse(self._judge_next, lambda: traffic.waiting)

    def soon(self, file: OpenFile) -> None:
        """A document is new, or was edited."""
        self._dirty[file] = None
        self._pulse.beat()

    def again(self, files: Iterable[OpenFile]) -> None:
        """What these documents asked about others may have new answers."""
        for file in files:
            file.others_changed()
            self._unsettled[file] = None
        self._leisure.add(self._settle)

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

    def _judge_next(self) -> None:
        """Judge one document and publish; the others follow with the next beat."""
        if not self._dirty:
            return
        file, _ = self._dirty.popitem()
        try:
            self._catch_up(file)
            self._pulse.look()
            self._delivery.edited(file)
            self._failed(file.new_failures())
        except Exception:
            _LOG.exception("%s cannot be judged", file.document.uri)
        self._unsettled[file] = None
        self._leisure.add(self._settle)
        if self._dirty:
            self._pulse.beat()

    def _settle(self, is_interrupted: Callable[[], bool]) -> bool:
        """Judge a slice of what the last edits made doubtful; what is edited by now comes first."""
        file = next(iter(self._unsettled), None)
        if file is not None and not self._dirty and not file.settle(is_interrupted):
            del self._unsettled[file]
            if file.is_outdated():
                self._delivery.changed(file)
            if self._known.get(file, 0) != file.judged_again:
                self._known[file] = file.judged_again
                self._judged_again()
            self._failed(file.new_failures())
            self._settled(file)
        return bool(self._unsettled)
