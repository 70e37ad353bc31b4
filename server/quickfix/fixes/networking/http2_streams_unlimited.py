"""A limit of 200 streams a connection, which is hyper's own default since version 1."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...builder_calls import with_settings
from ...edit import Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The call that the version has for it."""
    call = finding.data["call"]
    return Fix("Allow 200 streams at once per connection", Safety.SAFE, (with_settings(finding, (call,), file),))
