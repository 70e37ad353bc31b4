"""A bound of 1024 messages: the constructor with the types and the sends of the file."""

from __future__ import annotations

from ....analysis.facts.data.channels import UNBOUNDED
from ....analysis.facts.data.schema import facts_by_name
from ....analysis.finding import Finding
from ...bounded import BOUND, Conversion
from ...channel_flow import Escapes
from ...edit import Fix, Safety
from ...fix_file import FixFile

_UNBOUNDED = facts_by_name(UNBOUNDED)
_WAITS = {
    "async": "senders wait, or fail in sync code",
    "sink": "senders wait",
    "blocks": "`send` blocks",
    "async-same": "`send` waits",
}


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """All channels of the same library in the file, as they share their types; none when one of them escapes."""
    path = finding.data["path"]
    channel = _UNBOUNDED.get(path)
    if channel is None or not channel.waits or b"allow(unbounded-channel" in file.text:
        return None
    try:
        edits = Conversion(path, channel, file).made()
    except Escapes:
        return None
    title = f"Bound it to {BOUND} messages: {_WAITS[channel.waits]} while it is full"
    return Fix(title, Safety.UNSAFE, tuple(edits))
