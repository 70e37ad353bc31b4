"""Which rules for Rust are on under some settings, and how much each weighs."""

from __future__ import annotations

from ..settings import Settings, resolve_severity
from .facts.programs.lint_levels import TWINS
from .finding import Severity
from .rule import all_rules

_MOST = 8
_ASKED_LAST: list[tuple[Settings, dict[str, Severity]]] = []


def severities_for(settings: Settings) -> dict[str, Severity]:
    """The rules for Rust that are on under the settings, with the severity that each has there.

    The last answers are kept: `check` asks the same for each file, and settings for single paths take turns.
    """
    for asked, answer in _ASKED_LAST:
        if asked is settings:
            return answer
    found: dict[str, Severity] = {}
    for name, rule in all_rules().items():
        severity = resolve_severity(settings, name, rule.family, rule.severity.value, rule.default)
        if (
            severity is not None
            and (rule.family != "manifest" or rule.triggers)
            and (name not in TWINS or settings.has_twins)
        ):
            found[name] = Severity(severity)
    _ASKED_LAST[_MOST - 1 :] = []
    _ASKED_LAST.insert(0, (settings, found))
    return found
