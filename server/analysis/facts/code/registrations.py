"""What a closure or function is handed to: a router, a pool, an iterator, the first use; and how often that runs it."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..data import entry_points as data
from ..data.entry_kinds import Entry, How, Serving
from ..data.schema import fact_above, facts_by_name, last_names
from .calls import called_name, callee_path, receiver_of, receivers
from .rust_file import RustFile

_SERVING = facts_by_name(data.SERVING)
_SERVING_NAMES = {path.rpartition("::")[2]: entry for path, entry in facts_by_name(data.SERVING_NAMES).items()}
# What is given a closure that runs once for each thread or listener, and methods whose closure does.
FACTORIES = frozenset(facts_by_name(data.FACTORIES))
CONFIGURES = last_names(data.CONFIGURES)


def _by_last_name() -> dict[str, list[Serving]]:
    found: dict[str, list[Serving]] = {}
    for path, serving in facts_by_name(data.SERVING_METHODS).items():
        found.setdefault(path.rpartition("::")[2], []).append(serving)
    return found


_SERVING_METHODS = _by_last_name()
_ROUTE_METHODS = frozenset({"route", "at", "nest"})
_VERBS = frozenset({"get", "post", "put", "delete", "patch", "head", "options", "any"})


def served_by(call: Node, file: RustFile) -> Entry | None:
    """How often a call runs the function or closure that it is given, when it serves with it."""
    name = called_name(call, file)
    if receiver_of(call) is None:
        return _by_path(call, name, file)
    if name in _SERVING_NAMES:
        return _SERVING_NAMES[name]
    servings = _SERVING_METHODS.get(name)
    if servings is None:
        return None
    steps = [step for step in _chain(call, file) if step]
    return next((s.entry for s in servings if any(step.startswith(s.begins) for step in steps)), None)


def _by_path(call: Node, name: str, file: RustFile) -> Entry | None:
    path = callee_path(call, file)
    known = fact_above(path, _SERVING)
    if known is not None:
        return known
    if path == name and name in _VERBS and _is_in_route(call, file):
        return Entry(How.REQUEST, "a route's handler")
    return None


def _is_in_route(call: Node, file: RustFile) -> bool:
    """`get(list)` of an import that cannot be told, as an argument of `.route("/list", get(list))`."""
    arguments = file.parent(call)
    around = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    return around is not None and receiver_of(around) is not None and called_name(around, file) in _ROUTE_METHODS


def _chain(call: Node, file: RustFile) -> list[str]:
    """The paths and `.methods` before the last call of a chain, the macro at its start included."""
    steps: list[str] = []
    receiver = receiver_of(call)
    start = receiver
    for step in receivers(receiver):
        path = callee_path(step, file)
        steps.append(path or f".{called_name(step, file)}")
        start = receiver_of(step)
    while start is not None and start.type in ("field_expression", "try_expression", "parenthesized_expression"):
        start = start.child_by_field_name("value") or start.named_child(0)
    if start is not None and start.type == "macro_invocation":
        macro = start.child_by_field_name("macro")
        written = file.text(macro) if macro is not None else ""
        is_warp = written.startswith("warp::") or (macro_name(start, file.data) == "path" and file.crate.uses("warp"))
        steps.append("warp::path" if is_warp else written)
    return steps
