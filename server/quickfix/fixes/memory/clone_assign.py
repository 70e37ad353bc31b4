"""`clone_from`, which copies into the buffer that is there."""

from __future__ import annotations

from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The place is asked to become like the source, which is borrowed where it is no reference already."""
    whole, place, source = (finding.captures.get(name) for name in ("assignment", "target", "source"))
    view = file.view_at(finding.span)
    if whole is None or place is None or source is None or view is None:
        return None
    given = file.node_at(source, view)
    found = type_of(given, view) if given is not None else None
    is_reference = found is not None and found.path == "&"
    text = file.slice(source)
    lent = text if is_reference else f"&{text}"
    target = file.slice(place)
    if target.startswith("*"):
        # Behind a reference or guard the method is found without the `*`; a `Box` has a `clone_from` of its own.
        pointer = file.node_at(Span(place.start + 1, place.end), view)
        held = type_of(pointer, view) if pointer is not None else None
        boxed = held is None or held.path == "std::boxed::Box"
        target = f"({target})" if boxed else target.removeprefix("*")
    return Fix("Copy into the allocation that is there", Safety.SAFE, (Edit(whole, f"{target}.clone_from({lent})"),))
