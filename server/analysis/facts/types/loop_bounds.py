"""How many rounds a `for` loop has at most, as an expression that can be written before the loop."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import Binding, binding_of
from ..code.calls import called_name, receiver_of
from ..code.kept import holds_collection
from ..code.nodes import is_mutable
from ..code.rust_file import RustFile, expression
from ..code.type_model import Type, peeled
from .expressions import type_of
from .numbers import number_of

_SAME_LENGTH = frozenset(
    {"enumerate", "rev", "cloned", "copied", "map", "inspect", "peekable", "skip", "fuse", "as_slice", "as_ref",
     "as_mut_slice", "as_mut", "by_ref", "zip_eq"}
)  # fmt: skip
_ITERATES = frozenset({"iter", "iter_mut", "into_iter", "keys", "values", "values_mut", "into_keys", "into_values"})
_SIZED = frozenset(
    {"[]", "std::vec::Vec", "std::collections::HashMap", "std::collections::HashSet", "std::collections::BTreeMap",
     "std::collections::BTreeSet", "std::collections::VecDeque", "std::collections::BinaryHeap", "indexmap::IndexMap",
     "indexmap::IndexSet", "smallvec::SmallVec", "arrayvec::ArrayVec", "hashbrown::HashMap", "hashbrown::HashSet",
     "ahash::AHashMap", "ahash::AHashSet", "rustc_hash::FxHashMap", "rustc_hash::FxHashSet"}
)  # fmt: skip
_SIZED_NAME = re.compile(r"(Vec|Map|Set|Array|Slice|List|Deque|Heap)\w*$")
_UNSIGNED = frozenset({"u8", "u16", "u32", "u64"})
_SIGNED = frozenset({"i8", "i16", "i32", "i64", "isize"})


class Bound(NamedTuple):
    """The number of rounds: as a usable expression if there is one, as a number if it is constant.

    `reads` are the local names in the expression, which must be there and unchanged where it is written.
    """

    text: str | None
    reads: tuple[Node, ...] = ()
    number: int | None = None


def bound_of(iterated: Node, file: RustFile) -> Bound | None:
    """The bound of a loop over an expression, None when nothing tells it."""
    node = expression(iterated)
    kind = node.type
    if kind == "range_expression":
        return _range(node, file)
    if kind == "reference_expression":
        inner = node.child_by_field_name("value")
        if inner is not None and expression(inner).type == "array_expression":
            return _array(expression(inner), file)
        shared = not is_mutable(node)
        return _collection(expression(inner), file, certain=shared) if inner is not None else None
    if kind == "array_expression":
        return _array(node, file)
    if kind == "call_expression" and receiver_of(node) is not None:
        return _method(node, file)
    return _collection(node, file, certain=False)


def _method(call: Node, file: RustFile) -> Bound | None:
    receiver = receiver_of(call)
    name = called_name(call, file)
    if receiver is None:
        return None
    receiver = expression(receiver)
    if name in _ITERATES:
        if receiver.type in ("range_expression", "array_expression"):
            return bound_of(receiver, file)
        return _collection(receiver, file, certain=name != "into_iter")
    if name in ("bytes", "chars", "char_indices"):
        return _length(receiver, file)
    if name == "drain" and file.text(call).endswith(("(..)", "()")):
        return _collection(receiver, file, certain=True)
    if name == "windows":
        whole = _collection(receiver, file, certain=True)
        return whole._replace(text=None, number=None) if whole is not None else None
    if name in _PORTIONS:
        return _portion(call, name, bound_of(receiver, file) or _collection(receiver, file, certain=True), file)
    if name == "chain":
        return _sum(bound_of(receiver, file), _first_argument(call, file))
    if name == "zip":
        return bound_of(receiver, file) or _first_argument(call, file)
    if name in _SAME_LENGTH:
        return bound_of(receiver, file)
    return _collection(call, file, certain=False) if name not in _ADAPTORS else None


_ADAPTORS = frozenset({"filter", "filter_map", "flat_map", "flatten", "take_while", "skip_while", "map_while"})
_PORTIONS = {
    "take": "{}.min({})", "chunks": "{}.div_ceil({})", "chunks_exact": "{} / {}", "step_by": "{}.div_ceil({})",
}  # fmt: skip


def _portion(call: Node, name: str, whole: Bound | None, file: RustFile) -> Bound | None:
    """Part of the rounds: the first few, or one for so many items."""
    argument = next(iter(arguments_of(call)), None)
    size = _as_usize(argument, file) if argument is not None else None
    if whole is None or whole.text is None:
        return whole
    if argument is None or size is None:
        return Bound(None, whole.reads)
    number = number_of(argument, file)
    if whole.number is not None and number:
        parts = whole.number // number if name == "chunks_exact" else -(-whole.number // number)
        rounds = min(whole.number, number) if name == "take" else parts
        return Bound(str(rounds), whole.reads, rounds)
    text = whole.text if re.fullmatch(r"[\w.:()]+", whole.text) else f"({whole.text})"
    text = f"{text}usize" if text.isdigit() else text
    reads = (*whole.reads, *reads_of(argument, file))
    return Bound(_PORTIONS[name].format(text, size), reads, number if name == "take" else None)


def _sum(one: Bound | None, two: Bound | None) -> Bound | None:
    if one is None or two is None:
        return None
    number = one.number + two.number if one.number is not None and two.number is not None else None
    text = f"{one.text} + {two.text}" if one.text is not None and two.text is not None else None
    return Bound(text, (*one.reads, *two.reads), number)


def _first_argument(call: Node, file: RustFile) -> Bound | None:
    first = next(iter(arguments_of(call)), None)
    return bound_of(first, file) if first is not None else None


def _collection(node: Node, file: RustFile, *, certain: bool) -> Bound | None:
    """The length of a collection. `certain` when it is iterated by a method that only collections have."""
    held = peeled(type_of(node, file))
    if held is not None and (held.path in _SIZED or _has_length(held, file)):
        return _length(node, file)
    if held is None or held.path.startswith("self::"):
        if _asked_for_length(node, file):
            return _length(node, file)
        if _is_range_of(node):
            return _length(node, file)
        known = held is None and (certain or holds_collection(node, file))
        return Bound(None, reads_of(node, file)) if known else None
    return Bound(None, reads_of(node, file)) if _SIZED_NAME.search(held.path) else None


def _is_range_of(node: Node) -> bool:
    """Whether an expression is a part `x[a..b]` of a slice."""
    index = node.named_child(1) if node.type == "index_expression" else None
    return index is not None and index.type == "range_expression"


def _length(node: Node, file: RustFile) -> Bound:
    if not is_cheap(node):
        return Bound(None, reads_of(node, file))
    text = file.text(node)
    return Bound(f"({text}).len()" if text.startswith(("*", "&")) else f"{text}.len()", reads_of(node, file))


def _has_length(held: Type, file: RustFile) -> bool:
    """Whether a type of the file has a method `len` that gives a `usize`."""
    if not held.path.startswith("self::"):
        return False
    methods = file.names.methods(held.path.rpartition("::")[2], "len")
    given = (unit.node.child_by_field_name("return_type") for unit in methods)
    return any(node is not None and node.text == b"usize" for node in given)


def _asked_for_length(node: Node, file: RustFile) -> bool:
    """Whether the function asks the same thing for its length elsewhere: then it has one."""
    if not is_cheap(node):
        return False
    body = file.data[file.unit.node.start_byte : file.unit.node.end_byte]
    return bool(re.search(rb"(?<![\w.])" + re.escape(file.bytes_of(node)) + rb"\.(len|is_empty)\(\)", body))


def _array(node: Node, file: RustFile) -> Bound | None:
    if any(child.type == ";" for child in node.children):
        return None
    return Bound(str(node.named_child_count), (), node.named_child_count)


def _range(node: Node, file: RustFile) -> Bound | None:
    operands = node.named_children
    if len(operands) != 2:
        return None
    start, end = (expression(each) for each in operands)
    inclusive = any(child.type == "..=" for child in node.children)
    low, high = number_of(start, file), number_of(end, file)
    rounds = max(0, high - low + inclusive) if low is not None and high is not None else None
    if rounds is not None and start.type == end.type == "integer_literal":
        return Bound(str(rounds), (), rounds)
    if _is_received(end, file):
        return None
    return _between(start, end, low, inclusive, file)._replace(number=rounds)


def _between(start: Node, end: Node, low: int | None, inclusive: bool, file: RustFile) -> Bound:
    """The rounds from a start to an end that has a name."""
    text = _as_usize(end, file)
    reads = (*reads_of(start, file), *reads_of(end, file))
    if text is None or not is_cheap(start):
        return Bound(None, reads)
    extra = " + 1" if inclusive else ""
    if low == 0:
        return Bound(f"{text}{extra}", reads)
    if low == 1 and inclusive:
        return Bound(text, reads)
    below = _as_usize(start, file) if low is None else str(low)
    if below is None:
        return Bound(None, reads)
    if end.type == "integer_literal":
        return Bound(f"{(number_of(end, file) or 0) + inclusive}usize.saturating_sub({below})", reads)
    receiver = f"({text}{extra})" if extra or not re.fullmatch(r"[\w.:()]+", text) else text
    return Bound(f"{receiver}.saturating_sub({below})", reads)


_RECEIVES = re.compile(r"(read|get|parse|decode|next|recv|take|unpack|varint|from_[bln]e)_?\w*")


def _is_received(end: Node, file: RustFile) -> bool:
    """Whether a count comes from outside: a capacity of that size is what an attacker would ask for."""
    for binding in _locals(end, file):
        value = binding.value
        for call in (value, *file.descendants(value, "call_expression")) if value is not None else ():
            if call.type == "call_expression" and _RECEIVES.fullmatch(called_name(call, file)):
                return True
    return False


def _as_usize(node: Node, file: RustFile) -> str | None:
    """A cheap number as `usize`; a negative one becomes 0, as it does as the end of a range."""
    if not is_cheap(node):
        return None
    text = file.text(node)
    found = type_of(node, file)
    simple = text if node.type in _ATOMS else f"({text})"
    if node.type == "type_cast_expression":
        return text if text.endswith("as usize") else None
    if found is None:
        return text if _is_length(node, file) else None
    if found.path == "usize" or (node.type == "integer_literal" and _is_usize(node, file)):
        return text
    if found.path in _UNSIGNED:
        return f"{simple} as usize"
    return f"{simple}.max(0) as usize" if found.path in _SIGNED else None


def _is_length(node: Node, file: RustFile) -> bool:
    """Whether some arithmetic is of lengths and literals only."""
    if node.type == "binary_expression":
        return all(_is_length(each, file) for each in node.named_children)
    if node.type == "integer_literal":
        return _is_usize(node, file)
    if node.type == "parenthesized_expression":
        return _is_length(node.named_children[0], file)
    found = type_of(node, file)
    return found is not None and found.path == "usize"


def _is_usize(literal: Node, file: RustFile) -> bool:
    """Whether a literal has no type of its own, or this one."""
    text = file.text(literal)
    return text.endswith("usize") or re.search(r"[ui]\d+$|size$", text) is None


_ATOMS = frozenset({"identifier", "field_expression", "self", "call_expression", "integer_literal", "index_expression"})
_CHEAP = _ATOMS | {
    "field_identifier", "scoped_identifier", "binary_expression", "parenthesized_expression", "type_cast_expression",
    "primitive_type", "reference_expression", "mutable_specifier", "unary_expression", "arguments", "crate", "super",
    "range_expression",
}  # fmt: skip
_CHEAP_CALLS = frozenset(
    {"len", "min", "max", "saturating_sub", "as_slice", "as_str", "as_ref", "as_bytes", "saturating_add"}
)


def is_cheap(node: Node) -> bool:
    """Whether evaluating an expression twice costs nothing and changes nothing."""
    if node.type not in _CHEAP:
        return False
    if node.type == "call_expression":
        function = node.child_by_field_name("function")
        field = function.child_by_field_name("field") if function is not None else None
        if field is None or field.text is None or field.text.decode() not in _CHEAP_CALLS:
            return False
    return all(is_cheap(child) for child in node.named_children)


def reads_of(node: Node, file: RustFile) -> tuple[Node, ...]:
    """The local names in an expression, each as the identifier of its declaration."""
    return tuple(binding.name for binding in _locals(node, file))


def _locals(node: Node, file: RustFile) -> list[Binding]:
    own = [node] if node.type == "identifier" else []
    found = [binding_of(each, file) for each in (*own, *file.descendants(node, "identifier"))]
    return [binding for binding in found if binding is not None]
