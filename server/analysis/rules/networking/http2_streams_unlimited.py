"""An HTTP/2 server without a limit of streams lets one connection start any number of requests at once."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.networking.http2_builders import STREAMED, kept, unset_limit
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw


@rule(Severity.SUGGESTION, on=calls(*STREAMED))
def http2_streams_unlimited(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Builders of servers whose library has no limit of its own, where nothing else limits requests either."""
    missing = unset_limit(call.node, call.callee or "", file)
    if missing is not None:
        message = "one connection may open any number of streams at once on this server"
        let, name = kept(call.node, call.callee or "", file) or (None, "")
        yield saw(call, message, kept=let, data={"call": missing, "name": name})
