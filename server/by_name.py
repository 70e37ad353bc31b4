"""One name ties a rule, its page, its fix and its fixtures together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).parent
RULES = PACKAGE / "analysis" / "rules"
FIXES = PACKAGE / "quickfix" / "fixes"


def rule_name(module_stem: str) -> str:
    """`blocking-sleep-in-async` of the file `blocking_sleep_in_async.py`."""
    return module_stem.replace("_", "-")


def module_stem(rule: str) -> str:
    """`blocking_sleep_in_async` of the rule `blocking-sleep-in-async`."""
    return rule.replace("-", "_")


def module_files(folder: Path) -> dict[str, Path]:
    """The module files below `<folder>/<family>/`, by rule name."""
    return {
        rule_name(path.stem): path
        for path in sorted(folder.rglob("*.py"))
        if path.stem != "__init__" and path.parent != folder
    }


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that a mistyped one most likely means."""
    found = difflib.get_close_matches(word, list(known), 1, 0.6)
    return found[0] if found else None
