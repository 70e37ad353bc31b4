"""Where code runs: on an async worker, on a pool for blocking work, on a thread of its own, or unknown."""

from __future__ import annotations

import enum

from tree_sitter import Node

from .bindings import binding_of, uses_of
from .data.contexts import INLINE_FUNCTIONS, INLINE_METHODS, OFFLOAD_FUNCTIONS, OFFLOAD_METHODS
from .paths import canonical, segments_of
from .rust_file import RustFile
from .types import is_async


class Runs(enum.Enum):
    """Who executes a piece of code."""

    ASYNC_WORKER = "async worker"
    BLOCKING_POOL = "blocking pool"
    OWN_THREAD = "own thread"
    COMPUTE_POOL = "compute pool"
    SYNC = "plain function"
    UNKNOWN = "unknown"


def runs_on_async_worker(node: Node, file: RustFile) -> bool:
    """Whether code at the node stops other tasks while it blocks."""
    return runs_on(node, file) is Runs.ASYNC_WORKER


def runs_on(node: Node, file: RustFile) -> Runs:
    """Who executes the code at the node."""
    for around in file.ancestors(node):
        kind = around.type
        if kind == "async_block":
            return _polled_by(around, file)
        if kind in ("function_item", "const_item", "static_item"):
            return Runs.ASYNC_WORKER if kind == "function_item" and is_async(around) else Runs.SYNC
        if kind == "closure_expression":
            runner = _runs_closure(around, file)
            if runner is not None:
                return runner
        if kind == "macro_invocation" and _macro_word(around, file) in ("stream", "try_stream"):
            return Runs.ASYNC_WORKER
    return Runs.SYNC


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
    return None


def is_async_closure(closure: Node) -> bool:
    """Whether a closure is written `async |..|`."""
    return any(child.type == "async" for child in closure.children)


def _macro_word(node: Node, file: RustFile) -> str:
    name = node.child_by_field_name("macro")
    return file.text(name).rpartition("::")[2] if name is not None else ""


def _polled_by(block: Node, file: RustFile) -> Runs:
    """An async block runs on a worker, unless it is handed to an executor of a thread made for it."""
    return Runs.ASYNC_WORKER


def _runs_closure(closure: Node, file: RustFile) -> Runs | None:
    """Who runs a closure; None when it runs inline, where it stands."""
    if is_async_closure(closure):
        return Runs.ASYNC_WORKER
    return _runs_value(closure, file, depth=0)


def _runs_value(value: Node, file: RustFile, depth: int) -> Runs | None:
    """Follows a closure value outwards to the call that takes it."""
    inner = value
    for around in file.ancestors(value):
        kind = around.type
        if kind == "arguments":
            call = file.parent(around)
            return _runs_argument(call, file) if call is not None and call.type == "call_expression" else Runs.UNKNOWN
        if kind == "call_expression":
            return None if around.child_by_field_name("function") == inner else Runs.UNKNOWN
        if kind == "let_declaration":
            return _runs_variable(around, file, depth)
        if kind == "block":
            if not _is_tail(inner, around):
                return Runs.UNKNOWN
        elif kind not in _CARRIERS:
            return Runs.UNKNOWN
        inner = around
    return Runs.UNKNOWN


_CARRIERS = {"parenthesized_expression", "reference_expression", "expression_statement", "type_cast_expression"}


def _is_tail(node: Node, block: Node) -> bool:
    return bool(block.named_children) and block.named_children[-1] == node and node.type != "expression_statement"


def _runs_variable(let: Node, file: RustFile, depth: int) -> Runs | None:
    """A closure in a variable runs where the variable is used: called inline, or handed to an offload."""
    pattern = let.child_by_field_name("pattern")
    scope = let.parent
    if pattern is None or scope is None or depth > 2:
        return Runs.UNKNOWN
    name = next((c for c in (pattern, *pattern.named_children) if c.type == "identifier"), None)
    found: set[Runs | None] = set()
    for use in uses_of(name, scope, file) if name is not None else ():
        parent = file.parent(use)
        if parent is not None and parent.type == "call_expression":
            found.add(None)
        else:
            found.add(_runs_value(use, file, depth + 1))
    return found.pop() if len(found) == 1 else (Runs.UNKNOWN if None not in found else None)


def _runs_argument(call: Node, file: RustFile) -> Runs | None:
    function = call.child_by_field_name("function")
    if function is None:
        return Runs.UNKNOWN
    if function.type == "generic_function":
        function = function.child_by_field_name("function") or function
    if function.type == "field_expression":
        field = function.child_by_field_name("field")
        word = file.text(field) if field is not None else ""
        return _by_table(word, OFFLOAD_METHODS, INLINE_METHODS)
    path = canonical(function, file) or "::".join(segments_of(function, file))
    if function.type == "identifier" and binding_of(function, file) is not None:
        return Runs.UNKNOWN
    if path.startswith("self::"):
        return _project_helper(path, file)
    found = _by_table(path, OFFLOAD_FUNCTIONS, INLINE_FUNCTIONS)
    if found is Runs.UNKNOWN:
        return _by_table(path.rpartition("::")[2], OFFLOAD_METHODS, frozenset())
    return found


def _by_table(word: str, offloads: dict[str, str], inline: frozenset[str]) -> Runs | None:
    if word in offloads:
        return Runs[offloads[word]]
    return None if word in inline else Runs.UNKNOWN


def _project_helper(path: str, file: RustFile) -> Runs | None:
    """A helper of the file whose body hands its work to a pool offloads what it is given."""
    *modules, name = path.split("::")[1:]
    for unit in file.names.items(tuple(modules), name):
        file.names.mentioning(name)
        if any(word.encode() in unit.text for word in OFFLOAD_METHODS):
            return Runs.BLOCKING_POOL
    return Runs.UNKNOWN
