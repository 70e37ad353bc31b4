"""The future is awaited instead."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

_PLAIN = ("call_expression", "identifier", "field_expression", "macro_invocation", "async_block", "self",
          "parenthesized_expression", "await_expression", "try_expression")  # fmt: skip


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """`f.await` in the place of `block_on(f)`."""
    future = finding.captures.get("future")
    view = file.view_at(finding.span)
    node = file.node_at(future, view) if future is not None and view is not None else None
    if future is None or node is None or finding.data.get("awaitable") != "yes":
        return None
    text = file.slice(future)
    awaited = f"{text}.await" if node.type in _PLAIN else f"({text}).await"
    edits = (Edit(finding.span, awaited),)
    if finding.data.get("known") == "yes":
        return Fix("Await the future", Safety.SAFE, edits)
    return Fix("Await the future on this runtime instead of the other executor", Safety.UNSAFE, edits)
