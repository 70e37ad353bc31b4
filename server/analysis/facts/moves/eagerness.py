"""What an argument costs that is evaluated before anybody knows whether it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import has_no_arguments, macro_name
from ...syntax.query import nodes_of
from ...syntax.units import Unit
from ..code.calls import called_name, callee_path, receiver_of
from ..code.members import declared
from ..code.nodes import is_declared, lies_in
from ..code.rust_file import RustFile
from ..code.scope import scopes_of
from ..code.type_model import PRIMITIVES, peeled
from ..data.const_functions import CONST_FUNCTIONS
from ..data.method_names import CHANGING_METHODS, CHEAP_METHODS
from ..data.schema import names_of
from ..types.expressions import type_of
from ..types.returned import functions_of

_CONST = frozenset(names_of(CONST_FUNCTIONS))
_LEAVING = ("return_expression", "try_expression", "break_expression", "continue_expression", "await_expression")
_LATER = ("closure_expression", "async_block")
_MAKING = frozenset(
    {"format", "vec", "anyhow", "eyre", "format_err", "format_error", "miette", "report", "json", "hashmap", "btreemap"}
)
_CONSTANT_MACROS = frozenset(
    {"concat", "stringify", "env", "include_str", "include_bytes", "file", "line", "module_path"}
)
_LEAVING_MACROS = frozenset({"bail", "ensure"})
_NUMBERS = PRIMITIVES - {"bool"}


class Work(NamedTuple):
    """The calls of an argument that cost something, outermost first; `changes` when one may change what there is."""

    calls: tuple[Node, ...]
    changes: bool


def work_in(value: Node, file: RustFile) -> Work | None:
    """What is called when the expression is evaluated; None where it leaves the function or waits."""
    if leaves(value, file):
        return None
    calls: list[Node] = []
    free = list(with_nodes(value, file, *_LATER))
    for node in with_nodes(value, file, "call_expression", "macro_invocation", "index_expression"):
        if _lies_in_one(node, free):
            continue
        if node.type == "call_expression" and is_constant(node, file):
            free.append(node)
        elif _costs(node, file):
            calls.append(node)
    return Work(tuple(calls), any(_changes(call, file) for call in calls))


def leaves(value: Node, file: RustFile) -> bool:
    """Whether an expression returns from its function, waits or goes on with a loop: no closure can do that for it."""
    later = list(with_nodes(value, file, *_LATER))
    return any(
        node.type != "macro_invocation" or macro_name(node, file.data) in _LEAVING_MACROS
        for node in with_nodes(value, file, *_LEAVING, "macro_invocation")
        if not _lies_in_one(node, later)
    )


def in_closure(node: Node, value: Node, file: RustFile) -> bool:
    """Whether a part of an expression only runs later, when a closure is called or a future polled."""
    return _lies_in_one(node, list(with_nodes(value, file, *_LATER)))


def is_constant(node: Node, file: RustFile) -> bool:
    """Whether an expression has its value before the program runs: literals, constants, `const` functions of them."""
    kind = node.type
    if kind.endswith("literal") or kind == "unit_expression":
        return True
    if kind in ("identifier", "scoped_identifier"):
        name = file.text(node).rpartition("::")[2]
        return name.isupper() or (kind == "scoped_identifier" and name[:1].isupper())
    if kind in _OF_PARTS:
        return all(is_constant(child, file) for child in node.named_children if child.type != "mutable_specifier")
    if kind == "macro_invocation":
        name = macro_name(node, file.data)
        return name in _CONSTANT_MACROS or (name == "vec" and has_no_arguments(node))
    if kind == "type_cast_expression":
        value = node.child_by_field_name("value")
        return value is not None and is_constant(value, file)
    return kind == "call_expression" and _is_constant_call(node, file)


_OF_PARTS = frozenset(
    {
        "tuple_expression", "array_expression", "parenthesized_expression", "binary_expression", "unary_expression",
        "reference_expression", "arguments",
    }
)  # fmt: skip


def _is_constant_call(call: Node, file: RustFile) -> bool:
    arguments = call.child_by_field_name("arguments")
    if arguments is None or not is_constant(arguments, file):
        return False
    receiver = receiver_of(call)
    if receiver is not None:
        return called_name(call, file) in ("pow", "unwrap", "expect") and is_constant(receiver, file)
    return is_const_function(call, file) or is_constructor(call, file)


def is_const_function(call: Node, file: RustFile) -> bool:
    """Whether what a path names is a `const fn`, of the standard library or of the workspace."""
    path = callee_path(call, file)
    if path in _CONST:
        return True
    owner, _, name = path.rpartition("::")
    if not scopes_of(path, file) and not scopes_of(owner, file):
        return False
    units = [unit for unit in declared(path, file) if unit.node.type == "function_item"] or functions_of(
        owner, name, file
    )
    return bool(units) and all(is_declared(unit.node, "const") for unit in units)


def is_constructor(call: Node, file: RustFile) -> bool:
    """`Some(x)`, `Key(x)`, `Job::Run(x)`: a value is put together, and nothing is run."""
    return receiver_of(call) is None and called_name(call, file)[:1].isupper()


def _costs(node: Node, file: RustFile) -> bool:
    if node.type == "index_expression":
        return _looks_up(node)
    if node.type == "macro_invocation":
        return macro_name(node, file.data) in _MAKING and not has_no_arguments(node)
    return not is_constructor(node, file) and not _is_cheap(node, file)


def _looks_up(index: Node) -> bool:
    """Whether an index is a key: the element of a slice costs no more than a closure."""
    key = index.named_children[-1]
    return key.type == "reference_expression"


def _is_cheap(call: Node, file: RustFile) -> bool:
    name, receiver = called_name(call, file), receiver_of(call)
    if receiver is not None:
        if name == "into" and receiver.type in ("integer_literal", "tuple_expression"):
            return True
        if file.text(receiver) == '""' or name in CHEAP_METHODS:
            return True
        return name.startswith(("as_", "is_")) or _is_getter(name, receiver, file)
    return callee_path(call, file).rpartition("::") in _CONVERSIONS


def _is_getter(name: str, receiver: Node, file: RustFile) -> bool:
    """Whether a method of the workspace only gives what a field holds, or what it says in one step."""
    owner = peeled(type_of(receiver, file))
    units = functions_of(owner.path, name, file) if owner is not None else []
    return bool(units) and all(_only_reads(unit) for unit in units)


def _only_reads(unit: Unit) -> bool:
    body = unit.node.child_by_field_name("body")
    if body is None or body.named_child_count != 1 or len(unit.data[body.start_byte : body.end_byte]) > _SHORT:
        return False
    if nodes_of(("call_expression", "index_expression", "for_expression"), body):
        return False
    return all(macro_name(each, unit.data) == "matches" for each in nodes_of(("macro_invocation",), body))


_SHORT = 200
_CONVERSIONS = frozenset((number, "::", "from") for number in _NUMBERS) | {
    ("std::path::Path", "::", "new"),
    ("std::ffi::OsStr", "::", "new"),
}


def _changes(call: Node, file: RustFile) -> bool:
    return call.type == "call_expression" and called_name(call, file) in CHANGING_METHODS


def with_nodes(value: Node, file: RustFile, *kinds: str) -> Iterator[Node]:
    """The nodes of the kinds at and below a node."""
    if value.type in kinds:
        yield value
    yield from file.descendants(value, *kinds)


def _lies_in_one(node: Node, around: list[Node]) -> bool:
    return any(lies_in(node, each) for each in around)
