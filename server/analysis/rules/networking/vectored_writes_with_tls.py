"""Vectored writes to a TLS stream that takes one buffer at a time: a record and a write for each part."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.calls import receiver_of
from ...facts.code.rust_file import RustFile
from ...facts.networking.vectored_writes import forces_vectored, tls_one_by_one
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw


@rule(Severity.SUGGESTION, on=methods("writev", "http1_writev"), needs=b"writev(true)")
def vectored_writes_with_tls(call: Call, file: RustFile) -> Iterator[Sighting]:
    """hyper told to use vectored writes, in a file whose connections are TLS."""
    library = tls_one_by_one(file) if forces_vectored(call.node, file) else None
    if library is None:
        return
    above = file.parent(call.node)
    statement = above if above is not None and above.type == "expression_statement" else None
    message = f"{library} takes one buffer at a time: each part becomes a TLS record and a write of its own"
    yield saw(call, message, receiver=receiver_of(call.node), statement=statement)
