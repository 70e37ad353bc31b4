"""How often a place runs, by its loops, its function, and whoever calls that.

What is not known is warm, without a reason. The hottest caller decides; cold is only what no warmer code can reach.
"""

from __future__ import annotations

from pathlib import PurePath

from tree_sitter import Node

from ...syntax.declared import skeleton
from ...syntax.test_code import is_test_unit
from ..code.bindings import uses_of
from ..code.calls import called_name, callee_path, outward, receiver_of
from ..code.loops import LOOPS, is_iterator, runs_per_item
from ..code.registrations import CONFIGURES, FACTORIES, served_by
from ..code.runners import INLINE_FUNCTIONS, OFFLOAD_FUNCTIONS, ONCE_FUNCTIONS
from ..code.rust_file import RustFile
from ..code.shared import shared
from ..data.entry_kinds import How
from ..data.method_names import BLOCK_ONS, INLINE_METHODS, OFFLOAD_METHODS, ONCE_METHODS
from ..programs.code_kind import is_test_path
from ..programs.commands import is_command
from ..programs.programs import SERVERS
from .callers import callers_of, function_name, knows_all_callers
from .cold_paths import runs_on_errors_only
from .entry_points import entry_of
from .heat_model import UNKNOWN, Heat, Level, cold
from .repeats import Repeat, is_few, repeat_of
from .startup import is_command_module, is_main, puts_together, reads_settings, shuts_down

_DEPTH = 6
_MOST = 16
_STEPS = 2
_ONCE = cold("code that runs once, at first use", firm=True)
_START = "start-up code"


def heat_of(node: Node, file: RustFile) -> Heat:
    """How often the code at a node runs, and what says so."""
    search = file.names.memo.setdefault("heat", _Search())
    found: Heat = search.at(node, file, 0)
    return found


def seems_cold(node: Node, file: RustFile) -> bool:
    """Whether all that is seen to lead to a node is start-up or a command, though others could call it as well."""
    search = file.names.memo.setdefault("seeming heat", _Search(trusting=True))
    found: Heat = search.at(node, file, 0)
    return found.level is Level.COLD


class _Search:
    """One walk up through callers; each function is judged once, and one that is being judged counts for nothing."""

    def __init__(self, *, trusting: bool = False) -> None:
        self._trusting = trusting
        self._known: dict[tuple[str, int], Heat | None] = {}

    def at(self, node: Node, file: RustFile, depth: int, *repeats: Repeat) -> Heat:
        """The heat of a place; `repeats` are what runs the place again and again besides the loops around it."""
        if runs_on_errors_only(node, file):
            return cold("an error path", firm=True)
        found = list(repeats)
        base = self._around(node, file, depth, found)
        for repeat in reversed(found):
            base = _repeated(base, repeat, file)
        return base

    def _around(self, node: Node, file: RustFile, depth: int, found: list[Repeat]) -> Heat:
        """The heat of what runs the loops around a node; the loops are added to those found."""
        for around in file.ancestors(node):
            kind = around.type
            if kind == "function_item":
                return self._of_function(around, file, depth)
            if kind in ("static_item", "const_item"):
                return _ONCE
            step: Repeat | Heat | None = None
            if kind in LOOPS:
                step = repeat_of(around, node, file)
            elif kind == "closure_expression":
                step = self._of_value(around, file, depth, _STEPS)
            if isinstance(step, Heat):
                return step
            if step is not None:
                found.append(step)
        return UNKNOWN

    def _of_value(self, value: Node, file: RustFile, depth: int, steps: int) -> Heat | Repeat | None:
        """How often a closure or a function that is handed on runs; None for once, where it stands."""
        taker = outward(value, file)
        if taker is None:
            return UNKNOWN
        if taker.type == "let_declaration":
            return self._of_variable(taker, file, depth, steps)
        if taker.type != "call_expression":
            return None
        if called_name(taker, file) in _STREAMED:
            return Repeat("per item", f"the closure of `{called_name(taker, file)}`")
        entry = served_by(taker, file)
        if entry is not None:
            return Heat(Level.REQUEST, entry.how, entry.what)
        if runs_per_item(value, file) or _is_asked_per_item(taker, file):
            receiver = receiver_of(taker)
            few = receiver is not None and is_few(receiver, file)
            return None if few else Repeat("loop", f"the closure of `{called_name(taker, file)}`", bounded=True)
        return _once_or_unknown(taker, file)

    def _of_variable(self, let: Node, file: RustFile, depth: int, steps: int) -> Heat | Repeat | None:
        """A closure in a variable runs where it is called, and where what it is handed to runs it."""
        pattern, scope = let.child_by_field_name("pattern"), let.parent
        if steps == 0 or pattern is None or pattern.type != "identifier" or scope is None:
            return UNKNOWN
        heats: list[Heat] = []
        for use in uses_of(pattern, scope, file):
            above = file.parent(use)
            called = above is not None and above.type == "call_expression"
            step = None if called else self._of_value(use, file, depth, steps - 1)
            repeats = (step,) if isinstance(step, Repeat) else ()
            heats.append(step if isinstance(step, Heat) else self.at(use, file, depth, *repeats))
        return max(heats, key=_warmth, default=UNKNOWN)

    def _of_function(self, function: Node, file: RustFile, depth: int) -> Heat:
        if function != file.unit.node:
            return UNKNOWN
        key = (file.path, file.unit.node.id)
        if key not in self._known:
            self._known[key] = None
            self._known[key] = self._judged(function, file, depth)
        return self._known[key] or UNKNOWN

    def _judged(self, function: Node, file: RustFile, depth: int) -> Heat:
        name = function_name(file)
        if _is_for_tests(file):
            return cold("test or tool code", firm=True)
        entry = entry_of(file)
        if entry is not None:
            level = Level.LOOP if entry.how == How.ITEM else Level.REQUEST
            return Heat(level, entry.how, entry.what, name)
        if is_main(function, file):
            return cold(_START)
        called = self._called(file, depth) if depth < _DEPTH else UNKNOWN
        if called.level >= Level.REQUEST:
            return called
        if reads_settings(function, file) or shuts_down(name):
            return cold(_START if reads_settings(function, file) else "a shutdown path", firm=True)
        if puts_together(function, file) or is_command_module(file) or (self._trusting and is_command(file)):
            return cold(_START)
        return called

    def _called(self, file: RustFile, depth: int) -> Heat:
        """The heat of the callers; that of a judged function stays while its body is edited."""
        if depth or len(self._known) > 1:
            return self._from_callers(file, depth)
        question = ("called", self._trusting, file.crate.root, file.unit.frames, skeleton(file.unit))
        return shared(question, file, lambda aside: _Search(trusting=self._trusting).of_callers(aside))

    def of_callers(self, file: RustFile) -> Heat:
        """The heat of the callers of the unit, which is where the walk begins."""
        self._known[file.path, file.unit.node.id] = None
        return self._from_callers(file, 0)

    def _from_callers(self, file: RustFile, depth: int) -> Heat:
        """The heat of the hottest place that calls the unit; cold only where no other can call it."""
        best: Heat | None = None
        for elsewhere in (False, True):
            for place, view in callers_of(file, elsewhere=elsewhere) or ():
                if self._known.get((view.path, view.unit.node.id), UNKNOWN) is None:
                    continue
                if len(self._known) > _MOST:
                    return best if best is not None and best.level >= Level.REQUEST else UNKNOWN
                if self._trusting and _is_for_tests(view):
                    continue
                heat = self._of_use(place, view, file, depth + 1)
                best = max(best or heat, heat, key=_warmth)
            if best is not None and best.level >= Level.REQUEST:
                return best
        if best is None or (best.level is Level.COLD and not self._trusting and not knows_all_callers(file)):
            return UNKNOWN
        return best

    def _of_use(self, place: Node, view: RustFile, file: RustFile, depth: int) -> Heat:
        """The heat that a call gives to a function, or a place that hands the function on by its name."""
        step: Heat | Repeat | None = None
        if place.type != "call_expression":
            taker = outward(place, view)
            entry = served_by(taker, view) if taker is not None and taker.type == "call_expression" else None
            if entry is not None:
                return Heat(Level.REQUEST, entry.how, entry.what, function_name(file))
            step = self._of_value(place, view, depth, _STEPS)
        heat = step if isinstance(step, Heat) else self.at(place, view, depth, *((step,) if step is not None else ()))
        return heat.seen_from(function_name(view), _shown(view)) if heat.known else heat


def _warmth(heat: Heat) -> tuple[Level, bool]:
    """What makes one heat win over another; of two warm ones the known one does."""
    return heat.level, heat.known


def _repeated(base: Heat, repeat: Repeat, file: RustFile) -> Heat:
    """The heat of what a loop runs again and again, where the loop itself has a heat."""
    if repeat.how == "cold":
        return cold(repeat.what, firm=True)
    if repeat.how == "now and then":
        return base if base.level >= Level.REQUEST or base.firm else Heat(Level.WARM, repeat.how, repeat.what)
    is_hot = base.level >= Level.REQUEST
    under = (base.under if base.how == "loop" else base.reason) if is_hot else ""
    if repeat.how == "loop":
        starts = base.level is Level.COLD and repeat.bounded and file.crate.known and file.crate.uses(*SERVERS)
        return base if base.firm or starts else Heat(Level.LOOP, repeat.how, repeat.what, under=under)
    if base.firm and base.what == "test or tool code":
        return base
    return Heat(Level.LOOP if is_hot else Level.REQUEST, repeat.how, repeat.what, under=under)


def _is_for_tests(file: RustFile) -> bool:
    home = file.names.home()
    in_test = home is not None and home.test
    return in_test or is_test_unit(file.unit) or is_test_path(file.path, file.crate) or file.crate.tool


_STREAMED = frozenset({"for_each_concurrent", "try_for_each_concurrent"})
_SORTS = frozenset(
    {
        "sort_by", "sort_by_key", "sort_by_cached_key", "sort_unstable_by", "sort_unstable_by_key", "retain",
        "retain_mut", "dedup_by", "dedup_by_key", "partition_point", "from_fn", "repeat_with", "poll_fn",
        "binary_search_by", "binary_search_by_key",
    }
)  # fmt: skip


def _is_asked_per_item(call: Node, file: RustFile) -> bool:
    name = called_name(call, file)
    return name in _SORTS or (name in INLINE_METHODS and is_iterator(receiver_of(call), file))


def _once_or_unknown(call: Node, file: RustFile) -> Heat | None:
    """What is neither served nor repeated runs once, where it is handed over; if the taker is known to do so."""
    name, path = called_name(call, file), callee_path(call, file)
    if name in ONCE_METHODS or path in ONCE_FUNCTIONS:
        return _ONCE
    if name in CONFIGURES or path in FACTORIES:
        return cold(_START)
    if receiver_of(call) is not None:
        inline = name in INLINE_METHODS or name in OFFLOAD_METHODS or name in BLOCK_ONS or "blocking" in name
    else:
        inline = path in INLINE_FUNCTIONS or path in OFFLOAD_FUNCTIONS or name in OFFLOAD_METHODS
    return None if inline else UNKNOWN


def _shown(view: RustFile) -> str:
    """The path of another file than the judged one, within its crate or with the folder of its own."""
    judged = view.names.ground
    if view.path == judged.path:
        return ""
    path, root = PurePath(view.path), view.crate.root
    if root is None or not path.is_relative_to(root):
        return PurePath(*path.parts[-2:]).as_posix()
    below = path.relative_to(root)
    return (below if root == judged.crate.root else root.name / below).as_posix()
