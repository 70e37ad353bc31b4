"""What may be shown between the words of the code: how often a function runs, and how large its future is at least."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from tree_sitter import Node

from .engine import Analysis
from .facts.awaiting.future_parts import WORTH_ADDING, size_of_future
from .facts.code.rust_file import RustFile
from .facts.running.heat import heat_of
from .facts.types.returned import is_async
from .judge import Verdict
from .syntax.test_code import is_test_unit
from .syntax.units import Unit

FUTURE_SIZES, HEAT = "future-sizes", "heat"
"""The kinds, as the settings call them."""
_SLICE = 0.003  # seconds of work before other messages have their turn
_KIB = 1024


class Hint(NamedTuple):
    """Some words behind the head of a function, and more of them for whoever asks; `at` counts bytes."""

    kind: str
    at: int
    label: str
    reason: str

    def shifted(self, by: int) -> Hint:
        """The same hint, counted from a place `by` bytes earlier."""
        return self._replace(at=self.at + by)


class Hints:
    """The hints of one file under edits. Those of a unit live as long as its verdict, with which they are dropped."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._known: WeakKeyDictionary[Verdict, tuple[Hint, ...]] = WeakKeyDictionary()

    def work(self, start: int, end: int) -> bool:
        """Work out hints of a range of bytes, for some milliseconds; whether more are left."""
        until = time.perf_counter() + _SLICE
        for _, unit, verdict in self.analysis.judged(start, end):
            if verdict not in self._known:
                if time.perf_counter() > until:
                    return True
                view = self.analysis.view(unit)
                self._known[verdict] = tuple(hint.shifted(-unit.start) for hint in _of_unit(unit, view))
                self.analysis.hangs_on(verdict, view.names.asked)
                view.names.forget()
        return False

    def between(self, start: int, end: int, kinds: Collection[str]) -> Iterator[Hint]:
        """What is known of a range, counted from the start of the file."""
        for base, unit, verdict in self.analysis.judged(start, end):
            for hint in self._known.get(verdict, ()):
                if hint.kind in kinds:
                    yield hint.shifted(base + unit.start)


def _of_unit(unit: Unit, view: RustFile) -> Iterator[Hint]:
    function = unit.node
    body = function.child_by_field_name("body")
    if function.type != "function_item" or body is None or unit.broken or is_test_unit(unit):
        return
    at = _end_of_head(function)
    heat = heat_of(body, view)
    if heat.known:
        yield Hint(HEAT, at, heat.how, heat.reason)
    size = size_of_future(view) if is_async(function) else 0
    if size >= WORTH_ADDING:
        words = f"{size / _KIB:.1f} KiB".replace(".0 ", " ")
        reason = f"its future takes at least {size:,} bytes: what is alive across the `.await` where most is"
        yield Hint(FUTURE_SIZES, at, f"future ≥ {words}", reason)


def _end_of_head(function: Node) -> int:
    """Behind the last of the type that is returned, the parameters and the name."""
    for field in ("return_type", "parameters", "name"):
        node = function.child_by_field_name(field)
        if node is not None:
            return node.end_byte
    return function.start_byte
