"""Where the `String` of a `format!` goes: into a buffer that could have been written to, or somewhere to stay."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..code.bindings import uses_of
from ..code.calls import called_name, receiver_of
from ..code.loops import runs_per_item
from ..code.nodes import is_mutable
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..types.written_types import type_from

_COPIES = frozenset({"push_str", "write_str", "write_all", "extend_from_slice", "put_slice", "extend", "insert_str"})
_VIEWS = frozenset({"as_str", "as_bytes", "as_ref", "into_bytes", "chars", "bytes", "as_mut_str", "deref"})
_STRING = "std::string::String"
_TEMPLATE = re.compile(r"format!\s*[(\[{]\s*\"\{(\w*)\}[^\"]*\"(?:\s*,\s*&?(\w+)\s*[,)\]}])?")


class Consumer(NamedTuple):
    """What copies a formatted text: `how` is a method's name, `+=`, `=`, `+`, `write` or `collect`.

    `buffer` is what it is copied into, if that has a name; `whole` the expression that does it; `through` the
    declaration of a variable that holds the text in between.
    """

    how: str
    buffer: Node | None
    whole: Node
    through: Node | None = None


def consumer_of(formatted: Node, file: RustFile) -> Consumer | None:
    """The copying of a `format!`'s result, None when the text is kept, returned or sent."""
    value, around = _viewed(formatted, file)
    if around is None:
        return None
    if around.type == "arguments":
        return _method(file.parent(around), file)
    if around.type == "compound_assignment_expr":
        return _added(around, value, file)
    if around.type == "assignment_expression" and value == formatted:
        return _regrown(around, formatted, file)
    if around.type == "binary_expression" and around.child_by_field_name("right") == value:
        is_sum = any(child.type == "+" for child in around.children)
        return Consumer("+", None, around) if is_sum else None
    if around.type == "macro_invocation" and value == formatted:
        return Consumer("write", None, around) if macro_name(around, file.data) in ("write", "writeln") else None
    if around.type == "let_declaration":
        return _variable(around, file)
    return _collected(value, around, file)


def _viewed(node: Node, file: RustFile) -> tuple[Node, Node | None]:
    """The node with its references and views, and what stands around it."""
    around = file.parent(node)
    while around is not None:
        if around.type in ("reference_expression", "parenthesized_expression"):
            node = around
        elif around.type == "field_expression":
            call = file.parent(around)
            if call is None or call.type != "call_expression" or called_name(call, file) not in _VIEWS:
                return node, around
            node = call
        else:
            return node, around
        around = file.parent(node)
    return node, None


def _method(call: Node | None, file: RustFile) -> Consumer | None:
    if call is None or call.type != "call_expression" or called_name(call, file) not in _COPIES:
        return None
    above = file.parent(call)
    buffer = receiver_of(call)
    if buffer is None or (above is not None and above.type == "await_expression"):
        return None
    return Consumer(called_name(call, file), buffer, call)


def _added(assignment: Node, value: Node, file: RustFile) -> Consumer | None:
    left, right = assignment.child_by_field_name("left"), assignment.child_by_field_name("right")
    if left is None or right != value or not any(child.type == "+=" for child in assignment.children):
        return None
    is_text = value.type == "reference_expression" or file.text(value).endswith(".as_str()")
    return Consumer("+=", left, assignment) if is_text else None


def _regrown(assignment: Node, formatted: Node, file: RustFile) -> Consumer | None:
    """`text = format!("{text}{more}")` copies all that is there, to add to it."""
    left = assignment.child_by_field_name("left")
    parts = _TEMPLATE.match(file.text(formatted))
    if left is None or left.type != "identifier" or parts is None:
        return None
    grown = parts[1] or (parts[2] or "").strip()
    return Consumer("=", left, assignment) if grown == file.text(left) else None


def _variable(let: Node, file: RustFile) -> Consumer | None:
    """A variable that is used once, to be copied."""
    pattern, block = let.child_by_field_name("pattern"), file.parent(let)
    if pattern is None or pattern.type != "identifier" or block is None or block.type != "block":
        return None
    if is_mutable(let):
        return None
    name = file.bytes_of(pattern)
    if file.data[let.end_byte : block.end_byte].count(name) != 1:
        return None
    uses = uses_of(pattern, block, file)
    found = consumer_of(uses[0], file) if len(uses) == 1 else None
    return found._replace(through=let) if found is not None and found.how in _COPIES | {"+="} else None


def _collected(value: Node, around: Node, file: RustFile) -> Consumer | None:
    """The body of a closure that `map` calls for items which are collected into one `String`."""
    if around.type == "block" and around.named_children and around.named_children[-1] == value:
        value, above = around, file.parent(around)
        around = above if above is not None else around
    if around.type != "closure_expression" or not runs_per_item(around, file):
        return None
    arguments = file.parent(around)
    mapped = file.parent(arguments) if arguments is not None else None
    if mapped is None or called_name(mapped, file) not in ("map", "filter_map", "flat_map"):
        return None
    field = file.parent(mapped)
    call = file.parent(field) if field is not None else None
    if call is not None and call.type == "generic_function":
        call = file.parent(call)
    if call is None or call.type != "call_expression" or called_name(call, file) != "collect":
        return None
    joined = _joined_with_nothing(call, file)
    return Consumer("collect", None, joined or call) if joined is not None or _makes_string(call, file) else None


def _joined_with_nothing(collect: Node, file: RustFile) -> Node | None:
    """The `join("")` or `concat()` that makes one text of what was collected."""
    field = file.parent(collect)
    call = file.parent(field) if field is not None and field.type == "field_expression" else None
    if call is None or call.type != "call_expression":
        return None
    arguments = call.child_by_field_name("arguments")
    text = file.text(arguments) if arguments is not None else ""
    return call if (called_name(call, file), text) in (("join", '("")'), ("concat", "()")) else None


def _makes_string(collect: Node, file: RustFile) -> bool:
    """Whether a `collect()` gives a `String`, by its turbofish or the type that is asked for around it."""
    function = collect.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        arguments = function.child_by_field_name("type_arguments")
        wanted = arguments.named_child(0) if arguments is not None else None
        return wanted is not None and canonical(wanted, file) == _STRING
    around = file.parent(collect)
    if around is None:
        return False
    if around.type == "let_declaration":
        wanted = around.child_by_field_name("type")
    elif around.type == "block" and (above := file.parent(around)) is not None and above.type == "function_item":
        wanted = above.child_by_field_name("return_type")
    else:
        return False
    held = type_from(wanted, file) if wanted is not None else None
    return held is not None and held.path == _STRING
