"""The words that may be selected, and which of them a mistyped one probably means."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .model import SEVERITIES


def selector_words(rules: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Every word a selector may be, given each rule's name and family."""
    return frozenset({"all", *SEVERITIES}.union(*rules))


def selector_problem(word: str, known: Collection[str]) -> str | None:
    """What is wrong with a selector, if anything."""
    if word in known:
        return None
    return f"unknown rule, family or severity `{word}`{hint(nearest(word, known))}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to a mistyped one, None when none is close."""
    import difflib

    by_shape = {_shape(name): name for name in sorted(known)}
    close = difflib.get_close_matches(_shape(word), by_shape, n=1, cutoff=0.6)
    return by_shape[close[0]] if close else None


def hint(word: str | None) -> str:
    """The clause that asks whether a word was meant."""
    return f"; did you mean `{word}`?" if word else ""


def _shape(word: str) -> str:
    return word.replace("_", "-").lower()
