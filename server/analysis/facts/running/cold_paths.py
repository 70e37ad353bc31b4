"""Places that hardly ever run: what handles an error, panics, or stands behind the guard of a log level."""

from __future__ import annotations

import re
from collections.abc import Callable

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..code.calls import called_name
from ..code.paths import owner_trait, owner_type
from ..code.rust_file import RustFile

Check = Callable[[Node, Node, RustFile], bool]

_MACROS = frozenset(
    {
        "panic", "bail", "ensure", "anyhow", "eyre", "assert", "assert_eq", "assert_ne", "debug_assert", "todo",
        "debug_assert_eq", "debug_assert_ne", "unreachable", "unimplemented", "error", "warn", "trace", "debug",
    }
)  # fmt: skip
_ON_ERROR = frozenset(
    {
        "map_err", "ok_or_else", "unwrap_or_else", "with_context", "wrap_err_with", "or_else", "context", "expect",
        "inspect_err", "Err",
    }
)  # fmt: skip
_LOG_GUARD = re.compile(rb"\blog_enabled!|\benabled!|\bevent_enabled!|\bis_enabled\(|max_level\(|\bis_(trace|debug)\b")
_FAILED = re.compile(rb"^[^!|&]*\.is_err\(\)\s*&&|\.is_err\(\)$")
_ERROR_TYPE = re.compile(r"(Error|Err|Failure|Panic)$")


# What is built before anybody knows whether there is an error, though only errors need it.
_BEFOREHAND = frozenset({"context", "expect"})
_CHECKING = ("ensure", "assert", "debug_assert")
_BRANCHES = frozenset({"if_expression", "else_clause", "match_arm"})
_FAILS = re.compile(rb"(return\s+)?(Err\s*\(|(\w+::)*(bail|err|throw)!)")


def is_cold_path(node: Node, file: RustFile) -> bool:
    """Whether the node stands on a way of its function, or in a function, that only errors or logs take.

    So does the text of an error that is built beforehand.
    """
    return _stands_on_one(node, file, _CHECKS)


def runs_on_errors_only(node: Node, file: RustFile) -> bool:
    """The same for what runs there: not the texts of errors that are built beforehand, nor what an assertion checks."""
    return _stands_on_one(node, file, _RUN_CHECKS)


def _stands_on_one(node: Node, file: RustFile, checks: dict[str, Check]) -> bool:
    inner = node
    for around in file.ancestors(node):
        check = checks.get(around.type)
        if check is not None and check(around, inner, file):
            return True
        if around.type == "function_item":
            break
        inner = around
    return is_about_errors(file)


def ends_in_error(node: Node, file: RustFile) -> bool:
    """Whether the branch around a node ends by returning an error: what it does goes into that."""
    for around in file.ancestors(node):
        if around.type == "block" and around.parent is not None and around.parent.type in _BRANCHES:
            last = [child for child in around.named_children if not child.type.endswith("_comment")][-1:]
            return bool(last) and _FAILS.match(file.bytes_of(last[0])) is not None
        if around.type in ("function_item", "closure_expression", "async_block"):
            return False
    return False


def is_about_errors(file: RustFile) -> bool:
    """Whether the unit belongs to an error type, or is marked as cold."""
    owner = owner_type(file)
    return (
        is_marked_cold(file) or owner_trait(file) == "Error" or (owner is not None and bool(_ERROR_TYPE.search(owner)))
    )


def is_marked_cold(file: RustFile) -> bool:
    """Whether the function says that it is hardly ever called."""
    return b"#[cold]" in file.data[file.unit.start : file.unit.node.start_byte]


def _is_error_arm(arm: Node, _inner: Node, file: RustFile) -> bool:
    pattern = arm.child_by_field_name("pattern")
    return pattern is not None and file.text(pattern).startswith("Err(")


def _is_error_branch(branch: Node, inner: Node, file: RustFile) -> bool:
    condition = branch.child_by_field_name("condition")
    if condition is None or inner != branch.child_by_field_name("consequence"):
        return False
    text = file.bytes_of(condition)
    return bool(_LOG_GUARD.search(text)) or text.startswith(b"let Err(") or bool(_FAILED.search(text))


def _is_error_value(value: Node, _inner: Node, file: RustFile) -> bool:
    return re.match(rb"return\s+(Some\(\s*)?Err\b", file.bytes_of(value)) is not None


def _is_error_call(call: Node, inner: Node, file: RustFile) -> bool:
    return inner.type == "arguments" and called_name(call, file) in _ON_ERROR


def _is_cold_macro(macro: Node, _inner: Node, file: RustFile) -> bool:
    return macro_name(macro, file.data) in _MACROS


def _is_lazy_call(call: Node, inner: Node, file: RustFile) -> bool:
    return _is_error_call(call, inner, file) and called_name(call, file) not in _BEFOREHAND


def _is_cold_message(macro: Node, inner: Node, file: RustFile) -> bool:
    return _is_cold_macro(macro, inner, file) and not macro_name(macro, file.data).startswith(_CHECKING)


_CHECKS: dict[str, Check] = {
    "match_arm": _is_error_arm,
    "if_expression": _is_error_branch,
    "return_expression": _is_error_value,
    "call_expression": _is_error_call,
    "macro_invocation": _is_cold_macro,
}
_RUN_CHECKS: dict[str, Check] = _CHECKS | {"call_expression": _is_lazy_call, "macro_invocation": _is_cold_message}
