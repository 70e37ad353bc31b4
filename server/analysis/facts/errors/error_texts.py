"""The words of errors: which method takes them, and whether they are made before there is an error."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile
from ..code.type_model import STRING, peeled
from ..data.lazy_errors import LAZY_ERRORS, Lazy
from ..data.schema import last_names
from ..moves.carriers import Carrier
from ..moves.eagerness import in_closure, leaves, with_nodes
from ..types.expressions import type_of

WORDED = tuple(sorted(last_names(LAZY_ERRORS)))
_FORMATS = frozenset({"format", "anyhow", "eyre", "format_err", "miette", "report"})
_COPIES = frozenset({"to_string", "to_owned", "into", "to_lowercase", "to_uppercase", "join", "concat", "repeat"})
_MAKES = frozenset({f"{STRING}::from", "std::fmt::format"})
_SELECTOR = re.compile(r"^(\w+::)*\w*Snafu\b")
_ERROR = re.compile(r"^(\w+_)?(err|error|e|report|failure)$")


def lazy_twin(call: Node, argument: Node, file: RustFile) -> Lazy | None:
    """The method that takes a closure instead, of a crate that is used here."""
    name = called_name(call, file)
    is_selector = _SELECTOR.match(file.text(argument)) is not None
    for entry in LAZY_ERRORS:
        crate, _, _ = entry.names[0].partition("::")
        if not entry.names[0].endswith(f"::{name}") or (crate == "snafu") != is_selector:
            continue
        if crate == "std" or (
            _is_used(crate, file) and (not entry.versions or _is_version(crate, entry.versions, file))
        ):
            return entry.fact
    return None


def parameters_of(lazy: Lazy, carrier: Carrier) -> str:
    """The parameters of the closure, empty where they hang on what nothing tells: an `Option` or a `Result`."""
    if carrier is Carrier.EITHER and lazy.parameters != lazy.of_options:
        return ""
    return lazy.of_options if carrier is Carrier.OPTION else lazy.parameters


def _is_used(crate: str, file: RustFile) -> bool:
    return file.crate.uses(crate, crate.replace("_", "-"))


def _is_version(crate: str, versions: str, file: RustFile) -> bool:
    return file.crate.is_version(crate, versions) is not False


def text_made(value: Node, file: RustFile) -> Node | None:
    """What first makes a text in an expression: a macro that formats, a copy on the heap; None if nothing does."""
    if leaves(value, file):
        return None
    for node in with_nodes(value, file, "macro_invocation", "call_expression"):
        if _makes_text(node, file) and not in_closure(node, value, file):
            return node
    return None


def _makes_text(node: Node, file: RustFile) -> bool:
    if node.type == "macro_invocation":
        return macro_name(node, file.data) in _FORMATS
    receiver, name = receiver_of(node), called_name(node, file)
    if receiver is None:
        return callee_path(node, file) in _MAKES
    if name == "clone":
        held = peeled(type_of(receiver, file))
        return held is not None and held.path == STRING
    if name == "into":
        return receiver.type in ("string_literal", "raw_string_literal") and file.text(receiver) != '""'
    return name in _COPIES and file.text(receiver) != '""'


def is_error(value: Node, file: RustFile) -> bool:
    """Whether a value is an error already, so that its words are needed."""
    if value.type == "identifier":
        return _ERROR.match(file.text(value)) is not None
    if value.type == "macro_invocation":
        return macro_name(value, file.data) in _FORMATS
    known = peeled(type_of(value, file))
    if known is not None:
        return known.path.endswith("Error") or known.path in ("anyhow::Error", "eyre::Report", "color_eyre::Report")
    path = callee_path(value, file) if value.type == "call_expression" else ""
    return re.search(r"(^|::)\w*(Error|Report|Status)::\w+$", path) is not None
