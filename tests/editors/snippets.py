"""What the READMEs tell users to write, taken from there: the tests try what is written, not a copy of it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
EDITORS = ROOT / "editors"


def after(path: Path, words: str, language: str) -> str:
    """The first block of a language below some words of a Markdown file."""
    text = path.read_text()
    assert words in text, f"{path.name} says nothing of “{words}”"
    found = re.search(rf"^```{language}\n(.*?)^```", text[text.index(words) :], re.DOTALL | re.MULTILINE)
    assert found is not None, f"no block of {language} below “{words}” in {path.name}"
    return found[1]
