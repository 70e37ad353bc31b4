"""Hover in `rust-perf.toml`: what a key holds, what a preset changes, what a rule is about."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.finding import Span
from ..analysis.rule import all_rules
from ..settings.keys import KEYS
from ..settings.presets import PRESETS
from ..toml_text import TomlText
from .client import Client
from .open_file import OpenFile
from .pages import page_uri

_QUOTES = "\"'"


def about_word(file: OpenFile, offset: int, client: Client) -> tuple[str, Span] | None:
    """The text on the word at a place, with where that stands; None on anything else, and while the TOML is broken."""
    try:
        toml = TomlText(file.document.text)
    except (ValueError, RecursionError):
        return None
    for span in _words(toml):
        if span.contains(offset):
            word = toml.text[span.start : span.end].decode().strip(_QUOTES)
            text = _about(word, client)
            return (f"**{word}**\n\n{text}", span) if text else None
    return None


def _words(toml: TomlText) -> Iterator[Span]:
    for table in toml.tables:
        yield from toml.words(table.header)
    for entry in toml.entries:
        yield from toml.words(entry.key)
        yield from toml.items(entry)
        yield entry.value


def _about(word: str, client: Client) -> str | None:
    rule = all_rules().get(word)
    if rule is not None:
        return f"{rule.summary}\n\n[The page of this rule]({page_uri(word, client.page_template)})"
    if word in PRESETS:
        return PRESETS[word].about
    return KEYS[word].about if word in KEYS else None
