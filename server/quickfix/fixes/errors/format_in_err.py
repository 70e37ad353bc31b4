"""The method that asks for the text only when there is an error."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix
from ...fix_file import FixFile
from ...lazy_form import lazy_form


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the text can be made in a closure as well as where it stands."""
    whole, value, lazy = finding.captures.get("whole"), finding.captures.get("value"), finding.data.get("lazy")
    parameters = finding.data.get("parameters")
    if whole is None or value is None or not lazy or not parameters:
        return None
    return lazy_form(finding.span, whole, value, lazy, parameters, file)
