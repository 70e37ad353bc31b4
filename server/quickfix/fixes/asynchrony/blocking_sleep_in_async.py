"""`tokio::time::sleep(d).await`, or the sleep of the runtime that the crate uses."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

_SLEEPS = (
    ("tokio", "tokio::time::sleep({}).await"),
    ("async_std", "async_std::task::sleep({}).await"),
    ("smol", "smol::Timer::after({}).await"),
)


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Replaces the call where the `.await` can stand: directly in the async code, not in an inline closure."""
    duration = finding.captures.get("duration")
    if duration is None or finding.data.get("awaitable") != "yes":
        return None
    for crate, form in _SLEEPS:
        if file.crate.uses(crate):
            text = form.format(file.slice(duration))
            return Fix(f"Replace by `{form.format('..')}`", Safety.SAFE, (Edit(finding.span, text),))
    return None
