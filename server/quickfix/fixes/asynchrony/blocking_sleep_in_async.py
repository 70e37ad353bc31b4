"""`tokio::time::sleep(d).await`, or the sleep of the runtime that the crate uses."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...async_runtime import runtime_of, tokio_feature
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

_RUNTIMES = {
    "tokio": "tokio::time::sleep({}).await",
    "async_std": "async_std::task::sleep({}).await",
    "smol": "smol::Timer::after({}).await",
}
_REEXPORTS = {
    "actix_web": "actix_web::rt::time::sleep({}).await",
    "actix_rt": "actix_rt::time::sleep({}).await",
    "rocket": "rocket::tokio::time::sleep({}).await",
    "async_io": "async_io::Timer::after({}).await",
    "futures_timer": "futures_timer::Delay::new({}).await",
}


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Replaces the call where the `.await` can stand: directly in the async code, not in an inline closure."""
    duration = finding.captures.get("duration")
    if duration is None or finding.data.get("awaitable") != "yes":
        return None
    runtime = runtime_of(file)
    form = _RUNTIMES[runtime] if runtime else next((f for c, f in _REEXPORTS.items() if file.crate.uses(c)), None)
    features = tokio_feature(file, "time") if runtime == "tokio" else ()
    if form is None or features is None:
        return None
    edit = Edit(finding.span, form.format(file.slice(duration)))
    return Fix(f"Replace by `{form.format('..')}`", Safety.SAFE, (edit, *features))
