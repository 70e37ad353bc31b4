"""Functions that a web framework calls for every request."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..data.entry_kinds import How
from .entry_points import entry_of

_REQUEST_TYPES = (
    "axum::", "axum_extra::", "actix_web::", "rocket::", "warp::", "poem::", "salvo::", "tide::", "hyper::Request",
    "http::Request", "tonic::Request", "hyper::body::Incoming", "lambda_http::", "tower_sessions::", "worker::Request",
)  # fmt: skip
_RESPONSES = re.compile(
    rb"\b(Responder|IntoResponse|HttpResponse|warp::Reply|impl Reply)\b|tonic::Response|Response<.*Body"
)
_SETUP_TYPES = re.compile(r"(Router|ServiceConfig|Rocket|HttpServer|Server|App|Method|StatusCode)$")


def is_handler(node: Node, file: RustFile) -> bool:
    """Whether the function around the node takes a request or its parts, or is one by its attribute or trait."""
    function = file.function_around(node)
    if function is None:
        return False
    entry = entry_of(file) if function == file.unit.node else None
    if entry is not None and entry.how == How.REQUEST:
        return True
    written = function.child_by_field_name("return_type")
    if written is not None and _RESPONSES.search(file.bytes_of(written)):
        return True
    parameters = function.child_by_field_name("parameters")
    return parameters is not None and any(_is_request(name, file) for name in _types_in(parameters, file))


def _types_in(parameters: Node, file: RustFile) -> list[Node]:
    return list(file.descendants(parameters, "type_identifier", "scoped_type_identifier"))


def _is_request(name: Node, file: RustFile) -> bool:
    path = canonical(name, file)
    return path is not None and path.startswith(_REQUEST_TYPES) and _SETUP_TYPES.search(path) is None
