"""Whether a call is awaited, and whether an `.await` may be put behind one that is not."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.macros import SELECTS, STREAMS
from ..code.calls import called_name
from ..code.rust_file import RustFile
from .async_context import future_of

_TRANSPARENT = SELECTS | STREAMS | {"join", "try_join"}
_TAKEN = (
    rb"\.\s*(lock|read|write|borrow|borrow_mut|try_lock|try_read|try_write|upgradable_read)\(\s*\)(?!\s*\.\s*await)"
)
_GUARD = re.compile(_TAKEN)
_BOUND_GUARD = re.compile(_TAKEN + rb"(\s*\.\s*(unwrap|expect|unwrap_or_else)\([^;]*\)|\?)*\s*$")
_UNSENDABLE = re.compile(
    rb"\b(Rc|RefCell|Cell|MutexGuard|RwLock\w+Guard|Ref|RefMut)\s*(<|::)|\bThreadRng\b|\bthread_rng\(|\brand::rng\(|\*(mut|const)\s"
    rb"|as_(mut_)?ptr\("
)
_STATEMENTS = frozenset(
    {"let_declaration", "expression_statement", "call_expression", "assignment_expression", "let_condition"}
)
_UNSENDABLE_ERRORS = ("Box<dyn Error>", "Box<dyn std::error::Error>")


def is_awaited(call: Node, file: RustFile) -> bool:
    """Whether the call gives a future that is awaited, so that it is none of the standard library."""
    parent = file.parent(call)
    return parent is not None and parent.type == "await_expression"


def accepts_await(call: Node, file: RustFile) -> bool:
    """Whether `.await` may stand behind the call: in a future, and while nothing lives that must not cross it."""
    future = future_of(call, file)
    if future is None or _UNSENDABLE.search(_head(future, file)):
        return False
    inner, enclosed = call, False
    for around in file.ancestors(call):
        if around == future:
            return True
        if around.type == "macro_invocation" and called_name(around, file) not in _TRANSPARENT:
            return False
        if around.type == "match_pattern" or _holds(around, inner, file):
            return False
        if (
            not enclosed
            and around.type in _STATEMENTS
            and _GUARD.search(file.data[around.start_byte : call.start_byte])
        ):
            return False
        enclosed = enclosed or around.type == "block"
        inner = around
    return True


def _head(future: Node, file: RustFile) -> bytes:
    parameters = future.child_by_field_name("parameters")
    return file.bytes_of(parameters) if parameters is not None else b""


def _holds(around: Node, inner: Node, file: RustFile) -> bool:
    """Whether a guard, or a value that must stay on its thread, is alive at the call because of the node around it."""
    kind = around.type
    if kind == "block":
        lets = (n for n in around.named_children if n.type == "let_declaration" and n.end_byte <= inner.start_byte)
        return any(_binds_unsendable(let, file) for let in lets)
    if kind in ("match_expression", "if_expression", "while_expression", "for_expression"):
        return _scrutinee_holds(around, inner, file)
    return False


def _binds_unsendable(let: Node, file: RustFile) -> bool:
    value = let.child_by_field_name("value")
    if _UNSENDABLE.search(file.bytes_of(let)):
        return True
    return value is not None and bool(_BOUND_GUARD.search(file.bytes_of(value)))


def _scrutinee_holds(around: Node, inner: Node, file: RustFile) -> bool:
    scrutinee = around.child_by_field_name("value") or around.child_by_field_name("condition")
    if scrutinee is None or inner == scrutinee:
        return False
    text = file.bytes_of(scrutinee)
    if around.type in ("match_expression", "for_expression") or b"let " in text:
        unsendable = b"Err" in file.bytes_of(around) and any(map(file.names.mentioning, _UNSENDABLE_ERRORS))
        return bool(_GUARD.search(text)) or unsendable
    return False
