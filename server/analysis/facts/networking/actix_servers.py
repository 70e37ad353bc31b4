"""Servers of actix-web and the runtime that their program starts in."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.calls import callee_path
from ..code.rust_file import RustFile
from ..types.helpers import functions_called, opened

_SERVER = "actix_web::HttpServer::new"
_DEEPEST = 2
# Servers and tasks that want the threads of a work-stealing runtime, and runtimes that are started by hand.
_BESIDE = re.compile(rb"\b(tonic|grpc|libp2p|block_in_place|axum::serve|warp::serve|System::new|new_multi_thread)\b")
_SPAWNS = re.compile(rb"\bspawn\w*\s*\(|\bJoinSet\b|\bjoin!|\bselect!")
_HOLDERS = ("closure_expression", "function_item")


def serves_with_actix(file: RustFile) -> bool:
    """Whether a server of actix-web is what the function that is the unit runs.

    Where functions in between start it, tasks beside it may be what the runtime was chosen for.
    """
    if _BESIDE.search(file.unit.text):
        return False
    return _makes(file) or _hands_on(file, _DEEPEST)


def _makes(file: RustFile) -> bool:
    if b"HttpServer" not in file.unit.text:
        return False
    calls = file.descendants(file.unit.node, "call_expression")
    return any(callee_path(call, file) == _SERVER and _runs_here(call, file) for call in calls)


def _hands_on(file: RustFile, depth: int) -> bool:
    """Whether the function does little else than to call another that makes the server."""
    if depth == 0 or _SPAWNS.search(file.unit.text):
        return False
    for call in file.descendants(file.unit.node, "call_expression"):
        for unit in functions_called(call, file) if _runs_here(call, file) else ():
            if unit.node.type == "function_item" and _starts(opened(unit, file), depth):
                return True
    return False


def _starts(view: RustFile, depth: int) -> bool:
    text = view.unit.text
    if _BESIDE.search(text) or _SPAWNS.search(text):
        return False
    return _makes(view) or _hands_on(view, depth - 1)


def _runs_here(call: Node, file: RustFile) -> bool:
    """Whether no closure stands between: that of a thread has a runtime of its own."""
    inner = next(around for around in file.ancestors(call) if around.type in _HOLDERS)
    return inner == file.unit.node
