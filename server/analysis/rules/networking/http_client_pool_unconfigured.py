"""A service's HTTP client with the pool's defaults keeps idle connections longer than its peers do, and any number."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.networking.http_clients import BUILDERS, is_left_alone, kept
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw


@rule(Severity.SUGGESTION, on=calls(*BUILDERS), default=False)
def http_client_pool_unconfigured(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Builders of clients that a service keeps, on which nobody sets anything of the pool."""
    if is_left_alone(call.node, file):
        message = "idle connections are kept for 90 s, longer than most servers keep theirs, and without a limit"
        let, name = kept(call.node, call.callee or "", file) or (None, "")
        yield saw(call, message, kept=let, data={"name": name})
