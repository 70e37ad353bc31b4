"""Where code runs: on an async worker, on a pool for blocking work, on a thread of its own, or unknown."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import STREAMS
from ..code.bindings import Binding, binding_of, uses_of
from ..code.calls import argument_index, called_name, callee_path, outward, receiver_of, receivers
from ..code.nodes import is_move
from ..code.runners import INLINE_FUNCTIONS, OFFLOAD_FUNCTIONS, ONCE_FUNCTIONS
from ..code.rust_file import RustFile
from ..data.method_names import BLOCK_ONS, INLINE_METHODS, LOCAL_SPAWNS, OFFLOAD_METHODS, ONCE_METHODS, PARALLEL
from ..types.helpers import Helper, helper_called
from ..types.returned import is_async

_DEPTH = 6


class Runs(enum.Enum):
    """Who executes a piece of code."""

    ASYNC_WORKER = "async worker"
    BLOCKING_POOL = "blocking pool"
    OWN_THREAD = "own thread"
    COMPUTE_POOL = "compute pool"
    SYNC = "plain function"
    ONCE = "first use"
    UNKNOWN = "unknown"


_ELSEWHERE = frozenset({Runs.BLOCKING_POOL, Runs.OWN_THREAD, Runs.COMPUTE_POOL})


def runs_on_async_worker(node: Node, file: RustFile) -> bool:
    """Whether code at the node stops other tasks while it blocks."""
    return runs_on(node, file) is Runs.ASYNC_WORKER


def runs_on(node: Node, file: RustFile) -> Runs:
    """Who executes the code at the node."""
    return _runs(node, file, 0)


def runs_value(value: Node, file: RustFile) -> Runs:
    """Who runs a closure, or a function that is handed on by its name."""
    runner = _runs_value(value, file, 0)
    return _runs(value, file, 0) if runner is None else runner


def future_of(node: Node, file: RustFile) -> Node | None:
    """The `async fn`, async block or async closure whose state machine the node belongs to; None outside any.

    Closures that run inline are not crossed by an `.await`, so a plain closure ends the search.
    """
    for around in file.ancestors(node):
        if around.type == "async_block":
            return around
        if around.type == "closure_expression":
            return around if is_async_closure(around) else None
        if around.type == "function_item":
            return around if is_async(around) else None
        if around.type == "macro_invocation" and called_name(around, file) in STREAMS:
            return around
    return None


def is_async_closure(closure: Node) -> bool:
    """Whether a closure is written `async |..|`."""
    return any(child.type == "async" for child in closure.children)


def _runs(node: Node, file: RustFile, depth: int) -> Runs:
    if depth > _DEPTH:
        return Runs.UNKNOWN
    for around in file.ancestors(node):
        kind = around.type
        if kind == "async_block":
            return file.once("polled by", around, lambda block=around: _polled_by(block, file, depth))  # type: ignore[misc]
        if kind == "function_item":
            return Runs.ASYNC_WORKER if is_async(around) or _is_poll(around, file) else Runs.SYNC
        if kind in ("const_item", "static_item"):
            return Runs.ONCE
        if kind == "closure_expression":
            if is_async_closure(around):
                return Runs.ASYNC_WORKER
            runner = _runs_value(around, file, depth)
            if runner is not None:
                return runner
        if kind == "macro_invocation" and called_name(around, file) in STREAMS:
            return Runs.ASYNC_WORKER
    return Runs.SYNC


def _is_poll(function: Node, file: RustFile) -> bool:
    """A hand-written future: `fn poll..(.., cx: &mut Context<'_>)`."""
    name, parameters = function.child_by_field_name("name"), function.child_by_field_name("parameters")
    if name is None or parameters is None or not file.bytes_of(name).startswith(b"poll"):
        return False
    return b"Context" in file.bytes_of(parameters)


def _polled_by(block: Node, file: RustFile, depth: int) -> Runs:
    """An async block runs on a worker, unless an executor of a thread or pool thread runs it to its end there."""
    found = {_driven_by(call, file, depth) for call in _takers(block, file, depth)}
    return found.pop() if len(found) == 1 else Runs.ASYNC_WORKER


def _takers(future: Node, file: RustFile, depth: int) -> Iterator[Node]:
    """The calls that a future is given to, followed one step through a variable."""
    end = outward(future, file)
    if end is None:
        return
    if end.type == "call_expression":
        yield end
    elif end.type == "let_declaration" and depth < _DEPTH:
        for use in _uses(end, file):
            yield from _takers(use, file, depth + 2)


def _driven_by(call: Node, file: RustFile, depth: int) -> Runs:
    name = called_name(call, file)
    if name not in BLOCK_ONS and name not in LOCAL_SPAWNS:
        return Runs.ASYNC_WORKER
    where = _runs(call, file, depth + 1)
    if where is Runs.SYNC and name in BLOCK_ONS:
        return Runs.ASYNC_WORKER if _in_main(call, file) else Runs.SYNC
    return where if where in _ELSEWHERE else Runs.ASYNC_WORKER


def _in_main(node: Node, file: RustFile) -> bool:
    name = file.unit.node.child_by_field_name("name")
    return name is not None and file.text(name) == "main" and not file.unit.frames


def _runs_value(value: Node, file: RustFile, depth: int) -> Runs | None:
    """Who runs a closure; None when it runs inline, where the value stands."""
    end = outward(value, file)
    if end is None or depth > _DEPTH:
        return Runs.UNKNOWN
    if end.type == "call_expression":
        return _runs_argument(end, value, file, depth)
    if end.type == "let_declaration":
        return _runs_variable(end, file, depth)
    return None if end.type == "parenthesized_expression" else Runs.UNKNOWN


def _runs_variable(let: Node, file: RustFile, depth: int) -> Runs | None:
    """A closure in a variable runs where the variable is called, or where what it is given to runs it."""
    found: set[Runs] = set()
    for use in _uses(let, file):
        parent = file.parent(use)
        called = parent is not None and parent.type == "call_expression"
        runner = None if called else _runs_value(use, file, depth + 1)
        found.add(_runs(use, file, depth + 1) if runner is None else runner)
    if Runs.ASYNC_WORKER in found:
        return Runs.ASYNC_WORKER
    return found.pop() if len(found) == 1 else Runs.UNKNOWN


def _uses(let: Node, file: RustFile) -> list[Node]:
    pattern, scope = let.child_by_field_name("pattern"), let.parent
    if pattern is None or scope is None:
        return []
    name = next((c for c in (pattern, *pattern.named_children) if c.type == "identifier"), None)
    return uses_of(name, scope, file) if name is not None else []


def _runs_argument(call: Node, value: Node, file: RustFile, depth: int) -> Runs | None:
    """Who runs the closure that a call is given; None for the caller itself."""
    name = called_name(call, file)
    receiver = receiver_of(call)
    if receiver is not None:
        found = _by_method(name, receiver, file)
    else:
        function = call.child_by_field_name("function")
        if function is not None and function.type == "identifier" and binding_of(function, file) is not None:
            return Runs.UNKNOWN
        found = _by_path(callee_path(call, file))
    if found is not Runs.UNKNOWN:
        return found
    helper = helper_called(call, argument_index(call, value), file)
    if helper is not None:
        return _runs_in_helper(helper, depth)
    return None if _borrows_locals(value, file) else Runs.UNKNOWN


def _by_method(name: str, receiver: Node, file: RustFile) -> Runs | None:
    if name in OFFLOAD_METHODS:
        return Runs[OFFLOAD_METHODS[name]]
    if "blocking" in name:
        return Runs.BLOCKING_POOL
    if name in ONCE_METHODS:
        return Runs.ONCE
    if any(called_name(call, file).startswith(PARALLEL) for call in receivers(receiver)):
        return Runs.COMPUTE_POOL
    return None if name in INLINE_METHODS else Runs.UNKNOWN


def _by_path(path: str) -> Runs | None:
    if path in OFFLOAD_FUNCTIONS:
        return Runs[OFFLOAD_FUNCTIONS[path]]
    if path in ONCE_FUNCTIONS:
        return Runs.ONCE
    if path in INLINE_FUNCTIONS:
        return None
    name = path.rpartition("::")[2]
    if path.endswith("web::block") or "blocking" in name:
        return Runs.BLOCKING_POOL
    return Runs[OFFLOAD_METHODS[name]] if name in OFFLOAD_METHODS else Runs.UNKNOWN


def _runs_in_helper(helper: Helper, depth: int) -> Runs | None:
    """What a function of the workspace does with a closure: call it, hand it on, or keep it."""
    found: set[Runs | None] = set()
    for use in helper.uses():
        parent = helper.file.parent(use)
        called = parent is not None and parent.type == "call_expression"
        runner = None if called else _runs_value(use, helper.file, depth + 1)
        where = _runs(use, helper.file, depth + 1) if runner is None else runner
        found.add(where if where in _ELSEWHERE or where is Runs.UNKNOWN else None)
    return found.pop() if len(found) == 1 else Runs.UNKNOWN


def _borrows_locals(closure: Node, file: RustFile) -> bool:
    """A closure that borrows a local cannot outlive the call that it is given to, nor leave for a pool."""
    if closure.type != "closure_expression" or is_move(closure):
        return False
    for reference in file.descendants(closure, "reference_expression"):
        value = reference.child_by_field_name("value")
        if value is not None and value.type == "identifier":
            binding: Binding | None = binding_of(value, file)
            if binding is not None and binding.name.start_byte < closure.start_byte:
                return True
    return False
