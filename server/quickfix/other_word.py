"""The fix of a mistyped word: the one that comes nearest in its place."""

from __future__ import annotations

from ..analysis.finding import Finding
from .edit import Edit, Fix, Safety

INSTEAD = "instead"
"""The name under which a finding tells the word that was probably meant."""


def other_word(finding: Finding, text: bytes) -> Fix | None:
    """Puts the word in place of what the finding stands on, in the same quotes; None where no word comes near."""
    word = finding.data.get(INSTEAD)
    if word is None:
        return None
    first = text[finding.span.start : finding.span.start + 1].decode("latin-1")
    quote = first if first in ("'", '"') else ""
    return Fix(f"Write `{word}`", Safety.SAFE, (Edit(finding.span, f"{quote}{word}{quote}"),))
