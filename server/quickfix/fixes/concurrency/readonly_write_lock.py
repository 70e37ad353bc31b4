"""The lock is taken for reading."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The method's name is all that changes: whatever is called through the guard takes a shared borrow."""
    method, reading = finding.captures.get("method"), finding.data.get("reading")
    if method is None or not reading:
        return None
    return Fix(f"Take the lock for reading: `{reading}()`", Safety.SAFE, (Edit(method, reading),))
