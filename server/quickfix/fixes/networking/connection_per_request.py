"""One client for all calls, in a static of the function: a preview, as its place is a matter of design."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

SHOWS = True

_TITLE = "Build the client once, in a `LazyLock` static"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Shown for reqwest, whose clients are reference-counted and can live in a static."""
    path, body, whole = finding.data["path"], finding.captures.get("body"), finding.captures.get("whole")
    if not path.startswith("reqwest::") or body is None or whole is None:
        return None
    written = file.slice(whole)
    blocking = "blocking::" if path.startswith("reqwest::blocking::") else ""
    kind = f"reqwest::{blocking}Client"
    if finding.data["kind"] == "request":
        made, use = f"{kind}::new", f"HTTP.get{written[written.index('(') :]}.send()"
    elif finding.data["built"] == "yes":
        made, use = f'|| {file.slice(finding.span)}.expect("an HTTP client")', "HTTP.clone()"
    else:
        made, use = f"{kind}::new", "HTTP.clone()"
    indent = file.indentation(body.start) + "    "
    declared = f"static HTTP: std::sync::LazyLock<{kind}> = std::sync::LazyLock::new({made});"
    at = Span(body.start + 1, body.start + 1)
    return Fix(_TITLE, Safety.SHOW, (Edit(at, f"{file.newline}{indent}{declared}"), Edit(whole, use)))
