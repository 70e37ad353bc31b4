"""A channel without a bound turns a slow receiver into memory growth instead of slower senders."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.channels import is_meant
from ...facts.data.channels import UNBOUNDED
from ...facts.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw


@rule(Severity.CRITICAL, on=calls(*UNBOUNDED))
def unbounded_channel(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Constructors of unbounded channels that carry more than a signal or one reply."""
    if call.arguments or is_meant(call.node, file):
        return
    message = f"`{call.name}` has no bound: when the receiver is behind, the queue grows until memory ends"
    yield saw(call, message, data={"path": call.callee or ""})
