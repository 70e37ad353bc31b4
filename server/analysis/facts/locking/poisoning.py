"""Whether a lock of std relies on poisoning: on finding out that a thread panicked while it held the lock."""

from __future__ import annotations

from tree_sitter import Node

from ..code.paths import own_type_path
from ..code.rust_file import RustFile
from .guards import Guard, receiver_and_method
from .lock_uses import uses_of_lock
from .locks import Lock

_TAKING = frozenset({"lock", "read", "write"})
_ALIKE = frozenset({"unwrap", "expect"})


def lock_declared(written: Node, file: RustFile) -> Lock | None:
    """The lock that a written type declares: of a field with a name, or of a static."""
    around = written.parent
    while around is not None and around.type in ("type_arguments", "generic_type"):
        around = around.parent
    name = around.child_by_field_name("name") if around is not None else None
    whole = around.child_by_field_name("type") if around is not None else None
    if around is None or name is None or whole is None:
        return None
    if around.type == "static_item":
        return Lock(file.text(name), "", around, file)
    label = file.unit.node.child_by_field_name("name")
    if around.type != "field_declaration" or label is None or file.unit.node.type != "struct_item":
        return None
    owner = own_type_path(file) or "::".join(("self", *file.unit.modules, file.text(label)))
    return Lock(file.text(name), owner, whole, file)


def only_unwraps(lock: Lock, file: RustFile) -> bool:
    """Whether all that takes the lock is seen, and panics on a poisoned one."""
    uses = list(uses_of_lock(lock, file))
    taken = [use for use in uses if use.guard is not None]
    return bool(taken) and all(
        use.made is not None or (use.guard is not None and _is_unwrapped(use.guard, use.view)) for use in uses
    )


def _is_unwrapped(guard: Guard, view: RustFile) -> bool:
    value = guard.value
    if guard.wrapped or value is None or guard.method not in _TAKING:
        return False
    receiver, method = receiver_and_method(value.child_by_field_name("function"))
    return receiver == guard.call and method is not None and view.text(method) in _ALIKE
