"""HTTP/2 with the default windows moves large bodies at one window per round trip."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.networking.http2_builders import WINDOWED, builder_at, kept, unset_window
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw


@rule(Severity.SUGGESTION, on=calls(*WINDOWED), default=False)
def http2_window_unconfigured(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Servers and clients whose bodies are streamed or large, with no window set."""
    missing = unset_window(call.node, call.callee or "", file)
    if missing is not None:
        message = "large bodies move at one fixed window per round trip: let it adapt to the connection"
        builder = builder_at(call.node, call.callee or "", file)
        let, name = kept(call.node, call.callee or "", file) or (None, "")
        yield saw(call, message, builder=builder, kept=let, data={"call": missing, "name": name})
