"""Edits that follow each other at one place are one edit: typing that had to wait is judged once."""

from __future__ import annotations

from collections.abc import Iterable

from .documents import ByteEdit


def merged(edits: Iterable[ByteEdit]) -> list[ByteEdit]:
    """Edits with the same effect, in which none touches what the one before it wrote."""
    found: list[ByteEdit] = []
    for edit in edits:
        before = found.pop() if found else None
        if before is None:
            found.append(edit)
        elif edit.start <= before.start + len(before.new) and edit.old_end >= before.start:
            found.append(_joined(before, edit))
        else:
            found += (before, edit)
    return found


def _joined(one: ByteEdit, two: ByteEdit) -> ByteEdit:
    """Both in one; what `two` replaces may begin before and end behind what `one` wrote."""
    written_end = one.start + len(one.new)
    head = one.new[: max(0, two.start - one.start)]
    tail = one.new[max(0, two.old_end - one.start) :]
    old_end = one.old_end + max(0, two.old_end - written_end)
    return ByteEdit(min(one.start, two.start), old_end, head + two.new + tail)
