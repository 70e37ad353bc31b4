"""Hover: what was found here, and the page of its rule; words of manifests and settings. Nothing elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..analysis.finding import Finding, Span
from ..catalog.pages import load
from ..quickfix.edit import Fix, Safety, apply
from ..quickfix.fixer import shows
from .client import Client
from .open_file import OpenFile
from .pages import page_uri
from .profile_keys import about_key
from .protocol import Json, range_of
from .settings_words import about_word

FixOf = Callable[[Finding], Fix | None]


def hover(file: OpenFile, offset: int, client: Client, fix_of: FixOf) -> Json | None:
    """The hover at a place: what was found there, or what a word of manifests or settings means; None elsewhere."""
    here = [finding for finding in file.findings() if _covers(finding, offset)]
    if here:
        # To work out a fix costs more than all the rest, and of most there is nothing to say here.
        told = ((finding, fix_of(finding) if shows(finding.rule) else None) for finding in here)
        text = "\n\n---\n\n".join([_about(file, finding, fix, client) for finding, fix in told])
        smallest = min((finding.span for finding in here), key=lambda span: span.end - span.start)
        return _shown(file, text, smallest, client)
    if file.is_settings:
        found = about_word(file, offset, client)
    else:
        found = about_key(file, offset) if file.is_manifest else None
    return _shown(file, *found, client) if found is not None else None


def _shown(file: OpenFile, text: str, span: Span, client: Client) -> Json:
    kind = "markdown" if client.markdown else "plaintext"
    value = text if client.markdown else plain(text)
    return {"contents": {"kind": kind, "value": value}, "range": range_of(file.document, span)}


def plain(markdown: str) -> str:
    """The text without the marks; links keep their address when it is one of the web."""
    text = re.sub(r"^```.*\n?", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"^#+ +", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\]\((https?:[^)\s]+)\)", r"\1 (\2)", text)
    text = re.sub(r"\[([^\]]+)\]\([^)\s]+\)", r"\1", text)
    return re.sub(r"\*\*|(?<!`)`(?!`)", "", text)


def _covers(finding: Finding, offset: int) -> bool:
    span = finding.span
    return span.start <= offset < max(span.end, span.start + 1)


def _about(file: OpenFile, finding: Finding, fix: Fix | None, client: Client) -> str:
    parts = [f"**{finding.rule}** · {finding.severity} · {finding.message}"]
    if finding.heat:
        parts.append(f"Heat: {finding.heat}")
    if fix is not None and fix.safety is Safety.SHOW:
        parts.append(_rewrite(file, fix))
    uri = page_uri(finding.rule, client.page_template)
    if uri:
        page = load(finding.rule)
        # The line above is the title; an editor would show the page's own in huge letters.
        text = page.text.removeprefix(f"# {page.title}\n").strip()
        parts += [text, f"[The page of this rule]({uri})"]
    return "\n\n".join(parts)


def _rewrite(file: OpenFile, fix: Fix) -> str:
    """The lines that a fix would change, as they would be."""
    own = [edit for edit in fix.edits if edit.path is None]
    text = file.document.text
    start = text.rfind(b"\n", 0, min(edit.span.start for edit in own)) + 1
    end = text.find(b"\n", max(edit.span.end for edit in own))
    tail = b"" if end < 0 else text[end:]
    after = apply(text, own)
    lines = after[start : len(after) - len(tail)].decode("utf-8", "replace")
    return f"{fix.title}:\n\n```rust\n{lines}\n```"
