"""Shows the call on the blocking pool; the connection and the statements on it belong there with it."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix
from ...fix_file import FixFile
from ...offload import offload_shown

SHOWS = True


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Never applied: which statements make up one piece of work is for a person to say."""
    return offload_shown(finding, file)
