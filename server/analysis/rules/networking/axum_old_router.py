"""The router of axum before 0.3 asks one route after the other, in a type that grows with each."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw

_MANY = 8
_ROUTES = frozenset({"route", "nest", "or"})


@rule(Severity.SUGGESTION, on=calls("axum::Router::new", "axum::route"))
def axum_old_router(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Routers with many routes, of a version before the routes were put in a tree."""
    if not file.crate.is_version("axum", "<0.3"):
        return
    found = [each for each in file.descendants(file.unit.node, "call_expression") if called_name(each, file) in _ROUTES]
    if len(found) >= _MANY:
        yield saw(call, f"axum before 0.3 tries these {len(found)} routes one after the other for each request")
