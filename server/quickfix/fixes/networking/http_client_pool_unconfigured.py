"""Both settings of the pool, behind the start of the builder."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...builder_calls import with_settings
from ...edit import Fix, Safety
from ...fix_file import FixFile

_CALLS = ("pool_idle_timeout(std::time::Duration::from_secs(30))", "pool_max_idle_per_host(32)")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """In the chain, or as a statement of its own."""
    title = "Keep at most 32 idle connections per host, for 30 s"
    return Fix(title, Safety.SAFE, (with_settings(finding, _CALLS, file),))
