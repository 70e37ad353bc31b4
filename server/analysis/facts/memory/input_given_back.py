"""Functions that turn a text into a `String` and give some texts back as they came: who needs no copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile, expression
from ..code.temporaries import is_tail
from ..code.type_model import STRING
from ..moves.escapes import fate_of
from ..running.callers import callers_of, may_be_called_unseen
from ..running.cold_paths import runs_on_errors_only
from ..types.returned import is_async
from ..types.written_types import type_from

_COPIES = frozenset({"to_string", "to_owned", "into", "clone"})
_COPYING = ("std::string::String::from", "std::borrow::ToOwned::to_owned", "std::string::ToString::to_string")
_TEXT = re.compile(rb"&\s*('\w+\s+)?(str|String)$")
_CONSTANT = frozenset({"string_literal", "raw_string_literal"})
_PARTS = frozenset({"match_block", "match_arm", "block", "else_clause", "unsafe_block"})


class GivenBack(NamedTuple):
    """The results of a function: those that are the parameter `text` as it came, and those that are made."""

    text: Node
    unchanged: tuple[Node, ...]
    made: tuple[Node, ...]


def given_back(function: Node, file: RustFile) -> GivenBack | None:
    """How a function gives back what it was given; None where it never or always does."""
    written = function.child_by_field_name("return_type")
    if written is None or is_async(function):
        return None
    found = list(results_of(function, file))
    names = [(result, _copied(result, file)) for result in found]
    text = next((name for result, name in names if name is not None and not _is_rare(result, name, file)), None)
    if text is None and any(_is_cow_given_up(result, file) for result in found):
        text = next((name for _, name in names if name is not None), None)
    if text is None or type_from(written, file) != (STRING, ()):
        return None
    unchanged = tuple(each for each, name in names if name is not None and _same(name, text, file))
    made = tuple(each for each in found if each not in unchanged)
    if not made or all(_is_constant(each) for each in made):
        return None
    binding = binding_of(text, file)
    return GivenBack(binding.name, unchanged, made) if binding is not None else None


def _same(one: Node, two: Node, file: RustFile) -> bool:
    return binding_of(one, file) == binding_of(two, file)


def results_of(function: Node, file: RustFile) -> Iterator[Node]:
    """The expressions that a function may give back: the ends of its body, and what it returns before."""
    body = function.child_by_field_name("body")
    if body is None:
        return
    for leaving in file.descendants(body, "return_expression"):
        inside = next((a for a in file.ancestors(leaving) if a.type in ("closure_expression", "function_item")), None)
        if inside == function and leaving.named_children:
            yield expression(leaving.named_children[0])
    yield from _ends(body)


def _ends(node: Node) -> Iterator[Node]:
    node = expression(node)
    if node.type == "block":
        last = next((c for c in reversed(node.named_children) if not c.type.endswith("_comment")), None)
        if last is not None and is_tail(last, node) and not (last.text or b"").endswith(b";"):
            yield from _ends(last)
    elif node.type == "if_expression":
        for part in (node.child_by_field_name("consequence"), node.child_by_field_name("alternative")):
            if part is not None:
                yield from _ends(part)
    elif node.type == "match_expression":
        block = node.child_by_field_name("body")
        for arm in block.named_children if block is not None else ():
            value = arm.child_by_field_name("value") if arm.type == "match_arm" else None
            if value is not None:
                yield from _ends(value)
    elif node.type in _PARTS:
        for part in node.named_children:
            yield from _ends(part)
    elif node.type not in ("return_expression", "macro_invocation") or b"!" in (node.text or b"").partition(b"(")[0]:
        yield node


def _copied(result: Node, file: RustFile) -> Node | None:
    """The parameter of texts that an expression is nothing but a copy of."""
    if result.type != "call_expression":
        return None
    copied = receiver_of(result)
    if copied is None:
        copied = next(iter(arguments_of(result)), None) if callee_path(result, file) in _COPYING else None
    elif called_name(result, file) not in _COPIES:
        return None
    if copied is None or copied.type != "identifier":
        return None
    binding = binding_of(copied, file)
    if binding is None or binding.kind != "parameter" or binding.annotation is None:
        return None
    return copied if _TEXT.match(file.bytes_of(binding.annotation)) else None


def _is_rare(result: Node, name: Node, file: RustFile) -> bool:
    """Whether it is given back on errors only, or when it is empty: nothing is allocated then."""
    if runs_on_errors_only(result, file):
        return True
    for around in file.ancestors(result):
        if around.type == "if_expression":
            condition = around.child_by_field_name("condition")
            empty = file.bytes_of(name) + b".is_empty()"
            return condition is not None and file.bytes_of(condition) == empty
        if around.type == "function_item":
            break
    return False


def _is_cow_given_up(result: Node, file: RustFile) -> bool:
    return result.type == "call_expression" and called_name(result, file) == "into_owned"


def _is_constant(result: Node) -> bool:
    inner = receiver_of(result) if result.type == "call_expression" else result
    if inner is None:
        return result.type == "call_expression" and not any(each.type not in _CONSTANT for each in arguments_of(result))
    return inner.type in _CONSTANT


def is_wanted_borrowed(file: RustFile) -> bool:
    """Whether somebody who calls the function that is the unit only reads what it gives, and nobody is out of sight."""
    if may_be_called_unseen(file):
        return False
    callers = callers_of(file)
    if callers is None:
        return False
    calls = [(call, view) for call, view in callers if call.type == "call_expression"]
    if len(calls) < len(callers):
        return False
    return not calls or any((fate := fate_of(call, view)) is not None and fate.is_only_read for call, view in calls)
