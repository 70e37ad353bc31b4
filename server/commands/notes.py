"""What reports say of a rule beside its findings."""

from __future__ import annotations

import functools
import re

from ..analysis.rule import all_rules, family_of
from ..catalog import pages
from ..report.model import RuleNote

# The engine's own findings, which no rule yields.
ENGINE_RULES = {
    "unused-suppression": ("engine", "A suppression that suppresses nothing hides the next finding."),
    "invalid-manifest": ("engine", "A profile that cargo cannot read builds nothing, or sets less than it seems to."),
}

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Notes(dict[str, RuleNote]):
    """The notes of the rules that are asked for."""

    def __missing__(self, rule: str) -> RuleNote:
        self[rule] = RuleNote(family_of(rule), why(rule))
        return self[rule]


@functools.cache
def why(rule: str) -> str:
    """Why the pattern costs: the first sentence of its page, without markup."""
    try:
        return " ".join(_LINK.sub(r"\1", pages.load(rule).summary).split())
    except (LookupError, OSError, ValueError):
        found = all_rules().get(rule)
        return found.summary if found else ENGINE_RULES.get(rule, ("", ""))[1]
