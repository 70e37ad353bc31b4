"""A call that blocks moved to the blocking pool, as it is shown where no twin of it can be awaited."""

from __future__ import annotations

from ..analysis.finding import Finding
from .async_runtime import runtime_of
from .edit import Edit, Fix, Safety
from .fix_file import FixFile


def offload_shown(finding: Finding, file: FixFile) -> Fix | None:
    """`spawn_blocking` around the call, for a person to see which values have to be owned by it."""
    if runtime_of(file) != "tokio" or finding.data.get("future") != "yes":
        return None
    title = "Run it on the blocking pool; what the closure uses must be owned"
    return Fix(title, Safety.SHOW, (offloaded(finding, file),))


def offloaded(finding: Finding, file: FixFile) -> Edit:
    """The call inside of `spawn_blocking`; its panic is the task's."""
    text = f'tokio::task::spawn_blocking(move || {file.slice(finding.span)}).await.expect("the closure does not panic")'
    return Edit(finding.span, text)
