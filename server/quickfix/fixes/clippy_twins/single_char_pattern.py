"""The literal becomes a `char`."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Every method that takes a text as its pattern takes a `char` as well."""
    char = finding.data.get("char")
    return Fix(f"Search for the `char` {char}", Safety.SAFE, (Edit(finding.span, char),)) if char else None
