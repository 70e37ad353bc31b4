"""The body moves into a function that is not generic, beside the one that converts the arguments."""

from __future__ import annotations

from ....analysis.facts.code.generics import parameters_around, parameters_of
from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...fix_file import FixFile
from ...inner_function import parted


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Callers see the same function; beside a generic type the inner function would be generic again."""
    view = file.view_at(finding.captures["function"])
    if view is None or parameters_around(view.unit) - set(parameters_of(view.unit)):
        return None
    found = parted(view.unit.node, view, file)
    if found is None:
        return None
    return Fix(f"Move the body into `{found.name}`, which is not generic", Safety.SAFE, found.edits)
