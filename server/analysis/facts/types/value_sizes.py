"""How large a local value is, by the type that is written for it or by how it is made."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.rust_file import RustFile, expression
from .layouts import POINTER, PRIMITIVES, Size, at_least, repeated, together
from .numbers import number_of
from .sizes import size_of_written

_SUFFIX = re.compile(rb"([ui](?:8|16|32|64|128|size)|f32|f64)$")
_TYPE = re.compile(rb"(?:\w+::)*[A-Z]\w*(?:::<.*>)?", re.DOTALL)
_LITERALS = {
    "boolean_literal": PRIMITIVES["bool"],
    "char_literal": PRIMITIVES["char"],
    "string_literal": Size(2 * POINTER, POINTER),
    "float_literal": at_least(4),
    "reference_expression": at_least(POINTER),
}


class Array(NamedTuple):
    """An array as it is written: how many elements, and the size of one."""

    length: int
    element: Size

    @property
    def words(self) -> str:
        """The arithmetic of its size."""
        least = "" if self.element.exact else "at least "
        unit = "byte" if self.element.bytes == 1 else "bytes"
        return f"{self.length} × {least}{self.element.bytes} {unit}"


def size_of_local(written: Node | None, value: Node | None, file: RustFile) -> Size | None:
    """The size of a local with this annotation and this first value."""
    known = size_of_written(written, file) if written is not None else None
    return known if known is not None or value is None else size_of_value(value, file)


def size_of_value(value: Node, file: RustFile) -> Size | None:
    """The size of what is written out as a value, or made by a function of its type."""
    node = expression(value)
    if node.type in _LITERALS:
        is_byte = node.type == "char_literal" and file.bytes_of(node).startswith(b"b")
        return PRIMITIVES["u8"] if is_byte else _LITERALS[node.type]
    if node.type == "integer_literal":
        suffix = _SUFFIX.search(file.bytes_of(node))
        return PRIMITIVES[suffix[1].decode()] if suffix is not None else at_least(1)
    if node.type == "array_expression":
        array = array_of(node, file)
        return repeated(array.element, array.length) if array is not None else None
    if node.type == "tuple_expression":
        return together(size_of_value(part, file) for part in node.named_children)
    if node.type in ("const_block", "unsafe_block", "block"):
        last = next((c for c in reversed(node.named_children) if not c.type.endswith("_comment")), None)
        return size_of_value(last, file) if last is not None else None
    if node.type == "struct_expression":
        name = node.child_by_field_name("name")
        return size_of_written(name, file) if name is not None else None
    return _made(node, file) if node.type == "call_expression" else None


def array_of(node: Node, file: RustFile) -> Array | None:
    """The elements of `[value; N]`, of `[a, b]`, or of the type `[T; N]`."""
    length = node.child_by_field_name("length")
    first = node.child_by_field_name("element") or next(iter(node.named_children), None)
    if first is None or (node.type == "array_type" and length is None):
        return None
    element = size_of_written(first, file) if node.type == "array_type" else size_of_value(first, file)
    count = number_of(length, file) if length is not None else _written_out(node)
    return Array(count, element) if element is not None and count is not None else None


def _written_out(node: Node) -> int:
    return len([child for child in node.named_children if not child.type.endswith(("_comment", "attribute_item"))])


def _made(call: Node, file: RustFile) -> Size | None:
    """`Buffer::new(..)` gives a `Buffer`, and `zeroed::<T>()` a `T`; what else is called is not looked into."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        inner, given = function.child_by_field_name("function"), function.child_by_field_name("type_arguments")
        if inner is not None and file.text(inner).rpartition("::")[2] in ("zeroed", "uninit"):
            return size_of_written(given.named_children[0], file) if given is not None else None
    if function is None or function.type != "scoped_identifier":
        return None
    owner, name = function.child_by_field_name("path"), function.child_by_field_name("name")
    if owner is None or name is None or not _TYPE.fullmatch(file.bytes_of(owner)):
        return None
    return size_of_written(owner, file) if file.text(name) in _MAKERS else None


_MAKERS = frozenset({"new", "default", "uninit", "zeroed", "empty", "uninit_array"})
