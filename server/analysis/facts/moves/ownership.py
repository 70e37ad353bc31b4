"""Whether a place holds its value itself, or a reference to one that lies elsewhere.

Types tell this badly: patterns bind by reference without a word, and what iterators give is known by its element. So
each name is asked where it comes from, and what is not told for certain is not told.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from tree_sitter import Node

from ..code.bindings import Binding, binding_of
from ..code.calls import called_name, function_of, receiver_of
from ..code.heads import self_of
from ..code.nodes import is_mutable, lies_in, says_mut
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.type_model import RESULT, Type, mentions, peeled
from ..types.expressions import type_of, type_of_binding
from ..types.returned import functions_of
from ..types.signatures import CONSTRUCTORS, RETURNS
from ..types.written_types import type_from


class Held(enum.Enum):
    """How a place has what it stands for."""

    OWNED = "owned"
    SHARED = "&"
    MUTABLE = "&mut"


_UNWRAPS = frozenset(
    {"unwrap", "expect", "unwrap_or_default", "unwrap_or_else", "unwrap_or", "map_err", "context", "with_context",
     "ok_or_else", "ok_or", "ok", "wrap_err", "or_else"}
)  # fmt: skip
_MAKES = frozenset(
    {
        "to_string", "to_owned", "to_vec", "to_path_buf", "to_os_string", "into_owned", "into_string", "collect",
        "to_lowercase", "to_uppercase", "to_ascii_lowercase", "to_ascii_uppercase", "replace", "replacen", "repeat",
        "concat", "cloned", "into_bytes", "into_boxed_str", "join", "with_extension", "with_file_name", "into_iter",
        "drain", "split_off", "len", "finish", "to_le_bytes", "to_be_bytes", "into_vec",
    }
)  # fmt: skip
_SHOWS = frozenset(
    {
        "as_str", "as_ref", "as_bytes", "as_slice", "as_path", "as_deref", "trim", "trim_start", "trim_end", "get",
        "first", "last", "iter", "keys", "values", "borrow", "deref", "strip_prefix", "strip_suffix", "windows",
        "chunks", "chunks_exact", "peek", "front", "back", "lines", "split", "split_whitespace", "get_key_value",
        "to_str", "file_name", "extension", "parent", "file_stem", "split_once", "rsplit_once", "as_os_str",
    }
)  # fmt: skip
_SHOWS_MUTABLY = frozenset(
    {"as_mut", "get_mut", "iter_mut", "values_mut", "first_mut", "last_mut", "peek_mut", "as_deref_mut", "or_default",
     "or_insert", "or_insert_with", "get_or_insert_with", "borrow_mut", "chunks_mut"}
)  # fmt: skip
_ADAPTORS = frozenset(
    {"rev", "enumerate", "skip", "take", "filter", "zip", "skip_while", "take_while", "step_by", "peekable", "chain",
     "next", "last", "find", "nth", "max_by_key", "min_by_key", "max_by", "min_by", "max", "min", "inspect", "by_ref"}
)  # fmt: skip


def held_as(place: Node, file: RustFile) -> Held | None:
    """How a variable, field or element has its value; None when it is not told."""
    return file.once("held as", place, lambda: _of_place(expression(place), file))


def gives(value: Node, file: RustFile) -> Held | None:
    """Whether an expression gives a value, or a reference to one."""
    return file.once("gives", value, lambda: _of_value(expression(value), file))


def _of_place(node: Node, file: RustFile) -> Held | None:
    if node.type == "self":
        return _of_self(file)
    if node.type == "identifier":
        binding = binding_of(node, file)
        return held_by(binding, file) if binding is not None else None
    if node.type in ("field_expression", "index_expression"):
        found = type_of(node, file)
        return None if found is None or _is_open(found) else Held.SHARED if found.path == "&" else Held.OWNED
    if node.type == "unary_expression":
        return Held.OWNED if file.bytes_of(node).startswith(b"*") else None
    return None


def _is_open(found: Type) -> bool:
    return found.path in ("impl", "dyn", "?")


def _of_self(file: RustFile) -> Held | None:
    own = self_of(file.unit.node)
    return _written(file.bytes_of(own)) if own is not None else None


def _written(text: bytes) -> Held:
    if not text.startswith(b"&"):
        return Held.OWNED
    return Held.MUTABLE if says_mut(text) else Held.SHARED


def held_by(binding: Binding, file: RustFile) -> Held | None:
    """How a local name has its value."""
    return file.once("held by", binding.name, lambda: _of_binding(binding, file))


def _of_binding(binding: Binding, file: RustFile) -> Held | None:
    if _is_by_reference(binding, file):
        return Held.SHARED
    if binding.annotation is not None:
        whole = _annotated(binding, file)
    elif binding.kind == "for":
        whole = elements_of(binding.value, file) if binding.value is not None else None
    else:
        whole = gives(binding.value, file) if binding.value is not None else None
    return whole if _is_plain(binding) or whole is None else _inside(binding, whole, file)


def _is_plain(binding: Binding) -> bool:
    pattern = binding.pattern
    return pattern == binding.name or (pattern.type == "mut_pattern" and pattern.named_children[-1] == binding.name)


def _is_by_reference(binding: Binding, file: RustFile) -> bool:
    around = binding.name.parent
    if around is None:
        return False
    return around.type == "ref_pattern" or any(child.type == "ref" for child in around.children)


def _inside(binding: Binding, whole: Held, file: RustFile) -> Held | None:
    """What a pattern finds in a value is as the value is held, unless it is a reference itself."""
    pattern, value = binding.pattern, binding.value
    if value is not None and value.type == "tuple_expression":
        return _in_tuple(binding, value, file)
    if any(node.type == "reference_pattern" for node in (pattern, *pattern.named_children)):
        return None
    if whole is not Held.OWNED:
        return whole
    found = type_of_binding(binding, file)
    if found is None or _is_open(found):
        return None
    if found.path == "&":
        return Held.SHARED
    return Held.OWNED if _is_owned_throughout(binding, file) else None


def _is_owned_throughout(binding: Binding, file: RustFile) -> bool:
    """Whether a pattern goes through no reference on its way: behind one, all names are references, too."""
    written, value = binding.annotation, binding.value
    whole = type_from(written, file) if written is not None else type_of(value, file) if value is not None else None
    return whole is not None and not mentions(whole, "&")


def _in_tuple(binding: Binding, value: Node, file: RustFile) -> Held | None:
    """The part of `(a, b)` that the pattern's part is matched with."""
    patterns = [part for part in binding.pattern.children if part.is_named or part.type == "_"]
    for pattern, part in zip(patterns, value.named_children, strict=False):
        if lies_in(binding.name, pattern):
            return _of_binding(binding._replace(pattern=pattern, value=part, annotation=None), file)
    return None


def _annotated(binding: Binding, file: RustFile) -> Held | None:
    written = binding.annotation
    assert written is not None
    if written.type == "reference_type":
        return _written(file.bytes_of(written))
    found = type_of_binding(binding, file) if _is_plain(binding) else None
    return Held.SHARED if found is not None and found.path == "&" else Held.OWNED


def _of_value(node: Node, file: RustFile) -> Held | None:
    ask = _BY_KIND.get(node.type)
    if ask is not None:
        return ask(node, file)
    if node.type.endswith("string_literal"):
        return Held.SHARED
    return Held.OWNED if node.type in _MADE or node.type.endswith("_literal") else None


def _inner(node: Node, file: RustFile) -> Held | None:
    return _opened(node.named_children[0], file) if node.named_children else None


def _opened(wrapped: Node, file: RustFile) -> Held | None:
    """What lies in a Result or Option, which may hold a reference although it is owned itself."""
    whole = gives(wrapped, file)
    is_place = expression(wrapped).type in _PLACES
    return _of_type(type_of(wrapped, file)) if whole is Held.OWNED and is_place else whole


def _reference(node: Node, file: RustFile) -> Held | None:
    return Held.MUTABLE if is_mutable(node) else Held.SHARED


def _block(node: Node, file: RustFile) -> Held | None:
    last = next((c for c in reversed(node.named_children) if not c.type.endswith("_comment")), None)
    if last is None or last.type.endswith("_declaration") or file.bytes_of(last).endswith(b";"):
        return None
    return gives(last, file)


def _macro(node: Node, file: RustFile) -> Held | None:
    return Held.OWNED if called_name(node, file) in ("format", "vec") else None


def _call(node: Node, file: RustFile) -> Held | None:
    receiver, name = receiver_of(node), called_name(node, file)
    if receiver is not None:
        return _method(node, receiver, name, file)
    function = function_of(node)
    path = canonical(function, file) if function is not None else None
    if path is None:
        return None
    owner, _, last = path.rpartition("::")
    if path not in RETURNS and last in (*CONSTRUCTORS, "from") and owner.rpartition("::")[2][:1].isupper():
        return Held.OWNED
    return _of_type(type_of(node, file))


def _method(node: Node, receiver: Node, name: str, file: RustFile) -> Held | None:
    if name in _UNWRAPS:
        return _opened(receiver, file)
    owner = peeled(type_of(receiver, file))
    for unit in functions_of(owner.path, name, file) if owner is not None else ():
        written = unit.node.child_by_field_name("return_type")
        if written is not None and written.type == "reference_type":
            return _written(unit.data[written.start_byte : written.end_byte])
        return _of_type(type_of(node, file))
    if name == "clone":
        return Held.OWNED if owner is not None and not _is_open(owner) else None
    if name in _MAKES:
        return Held.OWNED
    if name in _SHOWS:
        return Held.SHARED
    if name in _SHOWS_MUTABLY:
        return Held.MUTABLE
    return elements_of(receiver, file) if name in _ADAPTORS else None


def _of_type(found: Type | None) -> Held | None:
    """By a declared type; of a Result, Option or future by what lies in it."""
    while found is not None and found.path in (RESULT, "std::option::Option", "async"):
        found = found.argument(0)
    if found is None or _is_open(found):
        return None
    return Held.SHARED if found.path == "&" else Held.OWNED


def elements_of(value: Node, file: RustFile) -> Held | None:
    """What iterating over an expression gives: the elements themselves, or references to them."""
    node = expression(value)
    receiver, name = (receiver_of(node), called_name(node, file)) if node.type == "call_expression" else (None, "")
    if receiver is not None:
        if name in _ADAPTORS:
            return elements_of(receiver, file)
        if name in ("into_iter", "drain"):
            return elements_of(receiver, file) if name == "into_iter" else Held.OWNED
        if name in ("cloned", "copied", "into_keys", "into_values"):
            return Held.OWNED
    whole = gives(node, file)
    if whole is not Held.OWNED:
        return whole
    found = type_of(node, file)
    held = found.argument(0) if found is not None and len(found.args) == 1 and found.path != "iter" else None
    if held is None:
        return None
    return Held.SHARED if held.path == "&" else Held.OWNED


_PLACES = frozenset({"identifier", "field_expression", "index_expression", "self"})
_MADE = frozenset(
    {
        "struct_expression", "array_expression", "tuple_expression", "closure_expression", "binary_expression",
        "type_cast_expression", "range_expression", "unit_expression",
    }
)  # fmt: skip
_BY_KIND: dict[str, Callable[[Node, RustFile], Held | None]] = {
    "identifier": held_as, "self": held_as, "field_expression": held_as, "index_expression": held_as,
    "unary_expression": held_as, "try_expression": _inner, "await_expression": _inner, "unsafe_block": _inner,
    "reference_expression": _reference, "block": _block, "macro_invocation": _macro, "call_expression": _call,
}  # fmt: skip
