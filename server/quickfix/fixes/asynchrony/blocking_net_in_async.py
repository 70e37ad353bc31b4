"""The socket of `tokio::net`, with its calls awaited, where every use that it has in the function carries over."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...async_runtime import runtime_of, tokio_feature
from ...async_sockets import async_socket, made_by
from ...edit import Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """One group for the socket and all of its calls; none where it is handed on, or an `.await` cannot stand."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None or call.type != "call_expression" or runtime_of(file) != "tokio":
        return None
    made = made_by(call, view)
    features = tokio_feature(file, "net", "io-util")
    edits = async_socket(made, file, view) if made is not None else None
    if edits is None or features is None:
        return None
    return Fix("Use the socket of `tokio::net` and await its calls", Safety.SAFE, (*edits, *features))
