"""The method that takes a closure."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix
from ...fix_file import FixFile
from ...lazy_form import lazy_form


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the value can be made in a closure as well as where it stands."""
    whole, value, lazy = finding.captures.get("whole"), finding.captures.get("value"), finding.data.get("lazy")
    carrier = finding.data.get("carrier")
    if whole is None or value is None or not lazy or carrier == "either":
        return None
    takes = carrier == "Result" or lazy == "and_then"
    return lazy_form(finding.span, whole, value, lazy, "|_|" if takes else "||", file)
