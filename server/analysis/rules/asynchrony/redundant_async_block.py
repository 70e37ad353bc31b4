"""An async block that only awaits one future wraps that state machine in another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.awaiting.forwarding import forwarded_by
from ...facts.code.calls import called_name
from ...facts.code.comments import argues
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_ON_PURPOSE = re.compile(r"borrow|lifetime|lazy|lazily|wrap|needed|necessary|\bSend\b|compiler|recursi", re.IGNORECASE)


@rule(Severity.SUGGESTION, on=nodes("async_block"), needs=b".await")
def redundant_async_block(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The block, with the future that can stand in its place."""
    future = forwarded_by(call.node, file)
    if future is None or argues(call.node, file, _ON_PURPOSE):
        return
    name = f"`{called_name(future, file)}`" if future.type == "call_expression" else "what it awaits"
    yield saw(call, f"this async block only awaits {name}, which is a future already", future=future)
