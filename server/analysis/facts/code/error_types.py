"""What `?` can be used on: which errors the function around a place is able to return."""

from __future__ import annotations

import re

from tree_sitter import Node

from .paths import canonical
from .rust_file import RustFile

_HOLD_ALL = {"anyhow", "eyre", "color_eyre", "miette", "failure", "fehler"}
_IO_RESULTS = {
    "std::io::Result",
    "tokio::io::Result",
    "async_std::io::Result",
    "smol::io::Result",
    "futures::io::Result",
}
_IO_ERROR = re.compile(r"^(?:(?:std|tokio|async_std|smol)::)?io::Error$")
_BOXED = re.compile(r"^Box\s*<\s*dyn\b.*\bError\b")


def body_around(node: Node, file: RustFile) -> Node | None:
    """The function, closure or async block that a `?` at the node returns from."""
    kinds = ("function_item", "closure_expression", "async_block")
    return next((around for around in file.ancestors(node) if around.type in kinds), None)


def takes_io_error(node: Node, file: RustFile) -> bool:
    """Whether `?` on an `io::Result` compiles at the node, as far as the file tells."""
    path, error = _result_around(node, file)
    return path in _IO_RESULTS or _holds_all(path) or (error is not None and _holds_io_error(error, file))


def takes_any_error(node: Node, file: RustFile) -> bool:
    """Whether `?` on whatever error type compiles at the node, as far as the file tells."""
    path, error = _result_around(node, file)
    return _holds_all(path) or (
        error is not None and (bool(_BOXED.match(file.text(error))) or _is_for_all(canonical(error, file) or ""))
    )


def _holds_all(path: str) -> bool:
    return path.endswith("::Result") and _is_for_all(path)


def _is_for_all(path: str) -> bool:
    return path.partition("::")[0] in _HOLD_ALL


def _result_around(node: Node, file: RustFile) -> tuple[str, Node | None]:
    """The path of the `Result` that the function around returns, and the error written in it."""
    function = body_around(node, file)
    written = function.child_by_field_name("return_type") if function is not None else None
    if function is None or function.type != "function_item" or written is None:
        return "", None
    name = written.child_by_field_name("type") if written.type == "generic_type" else written
    path = (canonical(name, file) if name is not None else None) or ""
    arguments = written.child_by_field_name("type_arguments")
    if not path.endswith("Result") or arguments is None or arguments.named_child_count != 2:
        return path, None
    return path, arguments.named_children[1]


def returns_io_result(node: Node, file: RustFile) -> bool:
    """Whether the function around returns exactly an `io::Result`."""
    function = body_around(node, file)
    written = function.child_by_field_name("return_type") if function is not None else None
    if written is None or written.type != "generic_type":
        return False
    name = written.child_by_field_name("type")
    arguments = written.child_by_field_name("type_arguments")
    if name is not None and canonical(name, file) in _IO_RESULTS:
        return True
    given = arguments.named_children if arguments is not None else []
    return len(given) == 2 and _IO_ERROR.match(file.text(given[1])) is not None


def _holds_io_error(error: Node, file: RustFile) -> bool:
    text = file.text(error)
    if _IO_ERROR.match(text) or _BOXED.match(text) or canonical(error, file) == "std::io::Error":
        return True
    if _is_for_all(canonical(error, file) or ""):
        return True
    name = text.rpartition("::")[2]
    if not name.isidentifier():
        return False
    declared = rb"#\[from\][^,;{}()]*\bio::Error"
    written = rb"From<\s*(?:std::)?io::Error\s*>\s*for\s+" + name.encode()
    return any(
        re.search(written, unit.text)
        or any(re.search(written, frame.head) for frame in unit.frames)
        or (unit.node.type == "enum_item" and re.search(declared, unit.text))
        for unit in file.names.mentioning("io::Error")
        if name.encode() in unit.text or any(name.encode() in frame.head for frame in unit.frames)
    )
