"""Which rule speaks where two see the same place."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding
from .rule import all_rules

_TWINS = "clippy_twins"


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those of clippy's twins about a place of which a rule of our own says what it costs."""
    found = list(findings)
    if not found:
        return found
    twins = {name for name, rule in all_rules().items() if rule.family == _TWINS}
    own = {finding.span for finding in found if finding.rule not in twins}
    return [finding for finding in found if finding.span not in own or finding.rule not in twins]
