"""What heat makes of a finding: how severe it is where its code hardly ever runs, and the words for the hover."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from .facts.code.rust_file import RustFile
from .facts.running.heat import heat_of
from .facts.running.heat_model import Level
from .finding import Severity
from .rule import Rule

_LOWER = {Severity.CRITICAL: Severity.WARNING, Severity.WARNING: Severity.SUGGESTION}


class Weighed(NamedTuple):
    """The severity of a finding with its heat in mind, and how often its code runs; empty where that is not known."""

    severity: Severity
    heat: str = ""


def weighed(rule: Rule, node: Node, severity: Severity, chosen: Severity, file: RustFile) -> Weighed | None:
    """A finding of a rule about hot code falls one step where the code is cold, and a suggestion is left unsaid.

    A severity that the user chose for the rule stays. Heat is only worked out for findings, of which there are few.
    """
    if not rule.heat:
        return Weighed(severity)
    heat = heat_of(node, file)
    if heat.level is not Level.COLD or chosen is not rule.severity:
        return Weighed(severity, heat.reason)
    lower = _LOWER.get(severity)
    return Weighed(lower, heat.reason) if lower is not None else None
