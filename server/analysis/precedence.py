"""Which rule speaks where two see the same place."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding
from .rule import all_rules

_TWINS = "clippy_twins"


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those of clippy's twins about a place of which a rule of our own says what it costs."""
    found = list(findings)
    known = all_rules()
    own = {finding.span for finding in found if known[finding.rule].family != _TWINS}
    return [finding for finding in found if finding.span not in own or known[finding.rule].family != _TWINS]
