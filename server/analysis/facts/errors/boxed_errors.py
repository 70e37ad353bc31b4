"""Errors on the heap: which functions return them, and where they are made."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..types.returned import is_async

_CRATES = ("anyhow", "eyre", "color_eyre", "color_eyre::eyre", "miette")
_RESULTS = {f"{crate}::Result": crate for crate in _CRATES}
_ERRORS = frozenset({f"{crate}::{name}" for crate in _CRATES for name in ("Error", "Report")})
_BOXED = re.compile(r"^Box\s*<\s*dyn\s+([\w:]+::)?Error\b")
_MADE = re.compile(rb"\b(bail|anyhow|eyre|ensure|miette)!|\bErr\(|\.(ok_or(_else)?|(with_)?context|wrap_err(_with)?)\(")
# What reads, writes or starts something: beside that an allocation is nothing.
_OUTSIDE = re.compile(
    rb"\b(fs|File|OpenOptions|Command|UdpSocket|\w*[sS]tream|read_to_\w+|write_all|recv|send\w*|flush|connect\w*|join)\b"
)
# Only what is given from outside fails as a matter of course; what is looked up in one's own tables is there.
_INPUT = re.compile(
    rb":\s*&?\s*('\w+\s+)?(\w+::)*(str|String|\[\s*u8\s*\]|Vec<u8>|Bytes|OsStr|Value|impl\s+AsRef<)(?!\w)"
)
_LONGEST = 3000


class BoxedError(NamedTuple):
    """The error in a function's return type: as users know it, and what is written there."""

    name: str
    written: Node
    alone: bool


def boxed_error(function: Node, file: RustFile) -> BoxedError | None:
    """The boxed error that a function makes of its input, where it does little beside; None for others."""
    written, body = function.child_by_field_name("return_type"), function.child_by_field_name("body")
    if written is None or body is None or written.type != "generic_type" or not judges_input(function, file):
        return None
    return _of_result(written, file) if _MADE.search(file.bytes_of(body)) is not None else None


def judges_input(function: Node, file: RustFile) -> bool:
    """Whether a function takes text or bytes, in which anything may stand, and does not wait, read or write."""
    parameters, body = function.child_by_field_name("parameters"), function.child_by_field_name("body")
    if parameters is None or body is None or is_async(function):
        return False
    if _INPUT.search(file.bytes_of(parameters)) is None:
        return False
    text = file.bytes_of(body)
    return len(text) <= _LONGEST and _OUTSIDE.search(text) is None


def _of_result(written: Node, file: RustFile) -> BoxedError | None:
    name, arguments = written.child_by_field_name("type"), written.child_by_field_name("type_arguments")
    given = arguments.named_children if arguments is not None else []
    path = canonical(name, file) if name is not None else None
    if path in _RESULTS and len(given) == 1:
        return BoxedError(f"{_RESULTS[path]}::Error", given[0], alone=True)
    if path is None or not path.endswith("Result") or len(given) != 2:
        return None
    if _BOXED.match(file.text(given[1])):
        return BoxedError("Box<dyn Error>", given[1], alone=False)
    error = canonical(given[1], file)
    return BoxedError(error, given[1], alone=False) if error in _ERRORS else None
