"""What a fix is made of, and how fixes compose into one new text."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..analysis.finding import Span


class Safety(enum.StrEnum):
    """Who may apply a fix: `safe` anybody in bulk, `unsafe` a person on demand, `show` is only displayed."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces the bytes of `span` by `text`; `path` is None for the finding's own file.

    With `makes_file` there is no such file yet: it is made with this text, or nothing is done where one is there.
    """

    span: Span
    text: str
    path: str | None = None
    makes_file: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """An atomic group of edits: all of it is applied, or nothing."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


def compose(fixes: Iterable[Fix]) -> tuple[list[Edit], list[Fix]]:
    """The edits of all fixes that go together, in file order, and the fixes that were dropped whole.

    Fixes come first served. Equal edits of several fixes (the same `use` line) count once; a fix with any
    edit that overlaps an accepted one, or inserts other text at the same place, is dropped.
    """
    accepted: list[Edit] = []
    dropped: list[Fix] = []
    for fix in fixes:
        fresh = [edit for edit in dict.fromkeys(fix.edits) if edit not in accepted]
        if any(conflicts(edit, other) for edit in fresh for other in accepted):
            dropped.append(fix)
        else:
            accepted.extend(fresh)
    return sorted(accepted, key=lambda edit: (edit.path or "", edit.span)), dropped


def apply(text: bytes, edits: Sequence[Edit]) -> bytes:
    """The text with the edits of one file made; the edits must not overlap."""
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += (text[at : edit.span.start], edit.text.encode("utf-8", "surrogateescape"))
        at = edit.span.end
    return b"".join([*pieces, text[at:]])


def conflicts(one: Edit, two: Edit) -> bool:
    """Whether two edits overlap, or insert at the same place."""
    if one.path != two.path:
        return False
    if one.span == two.span:
        return True
    return one.span.start < two.span.end and two.span.start < one.span.end
