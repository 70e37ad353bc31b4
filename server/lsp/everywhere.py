"""The fixes of one rule in all files of the folders, open or not, as one edit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..quickfix import fixer
from ..quickfix.edit import Edit, Fix, compose
from .documents import Document
from .editing import own_target
from .params import Refused
from .protocol import Json, Target, workspace_edit
from .session import Session
from .uris import uri_of


class Everywhere(NamedTuple):
    """The edit, None when there is nothing to do, in how many files it makes how many fixes, and how many it leaves."""

    edit: Json | None
    files: int
    fixed: int
    left: int


class _Mended(NamedTuple):
    """A file, the text that its fixes are for, and those."""

    target: Target
    path: str
    text: bytes
    fixes: list[Fix]


async def fix_everywhere(session: Session, rule: str) -> Everywhere:
    """Look at all files first, where that is not done yet; what is found in them is shown from then on."""
    workspace = session.workspace
    if not workspace.shows_all or workspace.is_scanning:
        await workspace.scan()
    code = f'"code":{json.dumps(rule)}'
    closed = [path for path, result in workspace.board.entries() if code in result.diagnostics]
    told = await workspace.mended(rule, [path for path in closed if not session.is_open(path)])
    left = sum(mended.left for mended in told)
    files = [
        _Mended(target, mended.path, mended.text, list(mended.fixes))
        for mended in told
        if mended.fixes and (target := _as_judged(session, mended.path, mended.text)) is not None
    ]
    for file in [file for file in session.files() if file.path is not None]:
        bulk = await session.fixes.in_bulk(file, rule)
        left += bulk.left
        if bulk.fixes and file.path is not None:
            files.append(_Mended(own_target(file), file.path, file.document.text, bulk.fixes))
    return _together(session, files, left)


def _as_judged(session: Session, path: str, text: bytes) -> Target | None:
    """A file that is still as it was judged, and was not opened meanwhile."""
    try:
        is_same = not session.is_open(path) and Path(path).read_bytes() == text
    except OSError:
        return None
    uri = uri_of(path)
    return Target(uri, Document(uri, "", None, text, session.client.encoding), None) if is_same else None


def _together(session: Session, files: list[_Mended], left: int) -> Everywhere:
    """The fixes that go together, also where they touch the same manifest; whole fixes are left out, never halves."""
    all_fixes = [_placed(fix, file.path) for file in files for fix in file.fixes]
    _, dropped = compose(all_fixes)
    edits: list[Edit] = []
    fixed = changed = 0
    for file in files:
        kept = [fix for fix in file.fixes if _placed(fix, file.path) not in dropped]
        made, lost = fixer.as_one(kept, file.path, file.text)
        edits += _placed(Fix("", kept[0].safety, tuple(made)), file.path).edits if kept else ()
        fixed += len(kept) - len(lost)
        changed += bool(kept)
    if not edits:
        return Everywhere(None, 0, 0, left + len(dropped))
    edit = _edit(session, files, dict.fromkeys(edits))
    return Everywhere(edit, changed, fixed, left + len(all_fixes) - fixed)


def _edit(session: Session, files: list[_Mended], edits: Iterable[Edit]) -> Json:
    own = {file.path: file.target for file in files}
    client = session.client
    edit = workspace_edit(edits, files[0].target, lambda path: own.get(path) or session.target(path), client)
    if edit is None:
        raise Refused("another file that the fixes must change is not saved, or cannot be read")
    return edit


def _placed(fix: Fix, path: str) -> Fix:
    """The fix with the path of its file in each edit."""
    return replace(fix, edits=tuple(replace(edit, path=edit.path or path) for edit in fix.edits))
