"""Windows that follow what the connection holds."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...builder_calls import with_settings
from ...edit import Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The call that the version has for it; what an address may be refused by is a `Result` first."""
    builder, call = finding.captures.get("builder"), finding.data["call"]
    if builder is None:
        return None
    return Fix(f"Add `.{call}`", Safety.SAFE, (with_settings(finding, (call,), file, builder),))
