"""`explain` and `rules`: the catalog on the terminal."""

from __future__ import annotations

import json
import sys

from ..analysis.rule import all_rules
from ..catalog import pages


def page_of(rule: str) -> str:
    """The page of a rule; raises `LookupError`, which names the nearest one, when there is none."""
    return pages.load(rule).text


def show(markdown: str) -> None:
    """Print a page: as it is into a pipe, laid out on a terminal."""
    if not sys.stdout.isatty():
        sys.stdout.write(markdown)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(markdown))


def rules_as_json() -> str:
    """Every rule as JSON, for tools."""
    rows = [
        {
            "name": rule.name,
            "family": rule.family,
            "severity": str(rule.severity),
            "default": rule.default,
            "summary": rule.summary,
        }
        for rule in all_rules().values()
    ]
    return json.dumps(rows, indent=2)


def rules_as_text() -> str:
    """Every rule on a line, by family."""
    rules = sorted(all_rules().values(), key=lambda rule: (rule.family, rule.name))
    widest = max((len(rule.name) for rule in rules), default=0)
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ["", family] if lines else [family]
        optional = "" if rule.default else " (off by default)"
        lines.append(f"  {rule.name:<{widest}}  {rule.severity:<10}  {rule.summary}{optional}")
    return "\n".join(lines)
