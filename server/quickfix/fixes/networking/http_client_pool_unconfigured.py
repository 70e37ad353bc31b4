"""Both settings of the pool, behind the start of the builder."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...builder_calls import with_calls
from ...edit import Fix, Safety
from ...fix_file import FixFile

_CALLS = ("pool_idle_timeout(std::time::Duration::from_secs(30))", "pool_max_idle_per_host(32)")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the settings give back the builder itself; hyper's gives back a reference, which no `let` can keep."""
    if finding.data["by"] == "reference":
        return None
    title = "Keep at most 32 idle connections per host, for 30 s"
    return Fix(title, Safety.SAFE, (with_calls(finding.span, _CALLS, file),))
