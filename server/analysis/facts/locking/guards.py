"""Guards: which expression takes which lock."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.rust_file import RustFile
from ..code.type_model import OPTION, RESULT, Type, peeled
from ..data import locks
from ..data.locks import LockType
from ..data.method_names import UNWRAPPING
from ..data.schema import facts_by_name
from ..types.expressions import type_of

LOCKS: dict[str, LockType] = facts_by_name(locks.LOCKS)
_GUARDS = facts_by_name(locks.GUARDS)


def methods_taking(*, blocking: bool) -> tuple[str, ...]:
    """The methods that take a lock which stops the thread, or one that is awaited."""
    return tuple(sorted({method for kind in LOCKS.values() if kind.blocking is blocking for method in kind.methods}))


class Guard(NamedTuple):
    """A lock taken at `call`, by a method of `lock`.

    `kind` is the canonical type of the lock, None when only the shape of the call says that it blocks. `value` is
    the outermost expression that still gives the guard, in an Option or Result if `wrapped`. It is None where the
    guard cannot be followed: in a future that is not awaited on the spot, or in one that owns its lock.
    """

    call: Node
    lock: Node
    method: str
    kind: str | None
    value: Node | None
    wrapped: bool = False

    @property
    def type(self) -> LockType | None:
        """What is known of the lock's type."""
        return LOCKS.get(self.kind) if self.kind is not None else None

    @property
    def blocking(self) -> bool:
        """Whether waiting for the lock stops the thread."""
        return self.type is None or self.type.blocking


def guard_taken(call: Node, file: RustFile) -> Guard | None:
    """The guard that a method call takes; None when it takes none, or what it is called on is not known."""
    function = call.child_by_field_name("function")
    lock, method = receiver_and_method(function)
    if lock is None or method is None:
        return None
    found, name = peeled(type_of(lock, file)), file.text(method)
    if found is None:
        return _by_shape(call, lock, name, file)
    known = LOCKS.get(found.path)
    kind, taken = found.path, known.methods.get(name) if known is not None else None
    if known is None:
        kind, taken = _given_out(type_of(call, file))
    if taken is None:
        return None
    value, wrapping = unwrapped_value(call, taken, file)
    return Guard(call, lock, name, kind, value, wrapping != "guard")


def _given_out(result: Type | None) -> tuple[str, str | None]:
    """The lock, and the wrapping, of a guard that a method of the workspace returns."""
    wrapping = {RESULT: "result", OPTION: "option", "async": "future"}.get(result.path) if result is not None else None
    held = result.argument(0) if result is not None and wrapping is not None else result
    if held is None or held.path not in _GUARDS:
        return "", None
    return _GUARDS[held.path], wrapping or "guard"


def receiver_and_method(function: Node | None) -> tuple[Node | None, Node | None]:
    """What a method is called on, and the method's name."""
    if function is None or function.type != "field_expression":
        return None, None
    return function.child_by_field_name("value"), function.child_by_field_name("field")


def _by_shape(call: Node, lock: Node, name: str, file: RustFile) -> Guard | None:
    """`x.lock().unwrap()`: without arguments and unwrapped on the spot, only a blocking lock is taken so."""
    arguments = call.child_by_field_name("arguments")
    if name not in ("lock", "read", "write") or arguments is None or arguments.named_child_count:
        return None
    around = file.parent(call)
    outer = file.parent(around) if around is not None else None
    if outer is None or receiver_and_method(outer.child_by_field_name("function"))[0] != call:
        return None
    value, wrapping = unwrapped_value(call, "result", file)
    poison = _unwraps_poison(outer, file) and wrapping == "guard"
    return Guard(call, lock, name, None, value) if poison and _is_lock(lock, name, file) else None


def _is_lock(lock: Node, name: str, file: RustFile) -> bool:
    """Sockets have a `read()` too; a file that speaks of an `RwLock`, or writes to the same, means a lock."""
    word = file.text(lock.child_by_field_name("field") or lock).rpartition(".")[2]
    return name != "read" or bool(file.names.mentioning("RwLock") or file.names.mentioning(f"{word}.write()"))


def _unwraps_poison(call: Node, file: RustFile) -> bool:
    method = receiver_and_method(call.child_by_field_name("function"))[1]
    arguments = call.child_by_field_name("arguments")
    if method is None or arguments is None:
        return False
    name = file.text(method)
    return name in ("unwrap", "expect") or (name == "unwrap_or_else" and b"into_inner" in file.bytes_of(arguments))


def unwrapped_value(call: Node, wrapping: str, file: RustFile) -> tuple[Node | None, str]:
    """The expression that is the guard itself, or its Option or Result where nothing unwraps it on the spot."""
    node = call
    while wrapping != "guard":
        around = file.parent(node)
        if around is not None and around.type == "parenthesized_expression":
            node = around
        elif wrapping == "owned":
            return None, wrapping
        elif wrapping == "future":
            if around is None or around.type != "await_expression":
                return None, wrapping
            node, wrapping = around, "guard"
        elif around is not None and around.type == "try_expression":
            node, wrapping = around, "guard"
        else:
            unwrapping = _unwrapping_call(node, around, file)
            if unwrapping is None:
                break
            node, wrapping = unwrapping
    return node, wrapping


def _unwrapping_call(node: Node, around: Node | None, file: RustFile) -> tuple[Node, str] | None:
    if around is None or receiver_and_method(around)[0] != node:
        return None
    method, call = receiver_and_method(around)[1], file.parent(around)
    if method is None or call is None or call.type != "call_expression":
        return None
    left_in = UNWRAPPING.get(file.text(method))
    return (call, left_in) if left_in is not None else None
