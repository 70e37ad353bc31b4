"""The function returns the future that it awaited."""

from __future__ import annotations

from ....analysis.facts.awaiting.passing_through import forwards
from ....analysis.finding import Finding, Span
from ...async_word import async_removed
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """`async` and the last `.await` go, the result becomes the future's; callers stay as they are."""
    view = file.view_at(finding.captures["function"])
    found = forwards(view.unit.node, view) if view is not None else None
    if view is None or found is None:
        return None
    function = view.unit.node
    parameters, written = function.child_by_field_name("parameters"), function.child_by_field_name("return_type")
    without = async_removed(function, file)
    if without is None or parameters is None:
        return None
    bound = f" + {found.lifetime}" if found.lifetime else ""
    output = view.text(written) if written is not None else "()"
    given = f"impl {_trait(view.unit.modules, file)}<Output = {output}>{bound}"
    end = parameters.end_byte
    span = Span(written.start_byte, written.end_byte) if written is not None else Span(end, end)
    edits = (
        without,
        Edit(span, given if written is not None else f" -> {given}"),
        Edit(Span(found.call.end_byte, found.awaited.end_byte), ""),
    )
    return Fix("Return the future itself: what precedes it runs at the call", Safety.UNSAFE, edits)


def _trait(modules: tuple[str, ...], file: FixFile) -> str:
    """How `Future` is named there: the prelude has it since edition 2024."""
    imported = any(each.name == "Future" for each in file.imports(modules))
    return "Future" if imported or (file.crate.known and file.crate.edition >= "2024") else "std::future::Future"
