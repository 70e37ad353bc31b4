"""The keys that settings may have: what each holds, for the reader, the JSON schema and the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from .model import HINTS, LEVELS, MODES
from .presets import PRESETS

Kind = Literal["words", "patterns", "choice", "levels", "switches", "paths"]


class Key(NamedTuple):
    """One key: `words` are what it may hold, where that is a fixed set; `by_path` says that `per-path` may have it."""

    kind: Kind
    about: str
    words: tuple[str, ...] = ()
    by_path: bool = False


KEYS: Mapping[str, Key] = {
    "preset": Key("choice", "The kind of project: which rules are on and how much they weigh.", tuple(PRESETS), True),
    "select": Key("words", "Rules, families, severities or `all`, added to what is on.", by_path=True),
    "ignore": Key("words", "Never these; a rule that `select` names itself stays on.", by_path=True),
    "severity": Key("levels", "A severity, or `off`, by rule or family.", LEVELS, True),
    "exclude": Key("patterns", "Files that are not looked at, as in .gitignore."),
    "unfixable": Key("words", "Shown, but never fixed in bulk.", by_path=True),
    "per-path": Key("paths", "By pattern, as in .gitignore: other settings for the files that it matches."),
    "clippy-twins": Key(
        "choice",
        "The rules that are lints of clippy; `auto`: not where rust-analyzer runs clippy.",
        ("auto", "on", "off"),
    ),
    "diagnostic-mode": Key("choice", "Whether an editor shows the findings of open files or of all.", MODES),
    "inlay-hints": Key("switches", "What an editor shows between the words of the code.", HINTS),
}
BY_PATH = tuple(name for name, key in KEYS.items() if key.by_path)
"""The keys that `per-path` may have."""
