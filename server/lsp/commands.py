"""What a client may have done by `workspace/executeCommand`; a person asked for it, so that refusals are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from .debugging import Recent, information
from .delivery import Channel
from .editing import apply_edit, own_target
from .everywhere import fix_everywhere
from .fixes import as_one
from .handshake import Command
from .open_file import OpenFile
from .pages import page_text, page_uri
from .params import InvalidParams, Refused, RefusedByClient, dig, string
from .protocol import Json, workspace_edit
from .rendering import SOURCE
from .session import Session


class Reach(NamedTuple):
    """What a command can reach."""

    session: Session
    channel: Channel
    recent: Recent


async def execute(reach: Reach, params: Any) -> Any:
    """Carry out a command; its result is the answer."""
    name = string(params, "command")
    arguments = dig(params, "arguments")
    if name not in _CARRIED_OUT:
        raise InvalidParams(f"no such command: {name}")
    return await _CARRIED_OUT[name](reach, arguments if isinstance(arguments, list) else [])


async def _open_page(reach: Reach, arguments: Sequence[Any]) -> str | None:
    """Show the page of a rule; its address when the client shows none itself."""
    rule = _text(arguments, 0, "the name of a rule")
    page_text(rule)
    client = reach.session.client
    uri = page_uri(rule, client.page_template)
    if client.shows_documents:
        with suppress(RefusedByClient):
            shown = await reach.channel.request("window/showDocument", {"uri": uri, "takeFocus": True})
            if dig(shown, "success") is True:
                return None
    return uri


async def _fix_all(reach: Reach, arguments: Sequence[Any]) -> Json:
    """Make all safe fixes of a document."""
    return await _fix_file(reach, _document(reach, arguments, 0), None)


async def _fix_rule(reach: Reach, arguments: Sequence[Any]) -> Json:
    """Make the safe fixes of one rule, in a document or, with null in its place, in all files of the folders."""
    rule = _text(arguments, 0, "the name of a rule")
    page_text(rule)
    if len(arguments) < 2 or arguments[1] is None:
        return await _fix_everywhere(reach, rule)
    return await _fix_file(reach, _document(reach, arguments, 1), rule)


async def _fix_file(reach: Reach, file: OpenFile, rule: str | None) -> Json:
    session, revision = reach.session, file.text_revision
    bulk = await session.fixes.in_bulk(file, rule)
    if file.text_revision != revision:
        raise Refused("the document was edited meanwhile")
    if bulk.fixes:
        edits = as_one(bulk.fixes, file).edits
        edit = workspace_edit(edits, own_target(file), session.target, session.client)
        if edit is None:
            raise Refused("another file that the fixes must change is not saved, or cannot be read")
        what = f"fix {rule}" if rule else "apply all safe fixes"
        await apply_edit(reach.channel, session.client, edit, f"{SOURCE}: {what}")
    return {"fixed": len(bulk.fixes), "left": bulk.left}


async def _fix_everywhere(reach: Reach, rule: str) -> Json:
    found = await fix_everywhere(reach.session, rule)
    if found.edit is not None:
        label = f"{SOURCE}: fix {rule} in {found.files} file{'s' * (found.files != 1)}"
        await apply_edit(reach.channel, reach.session.client, found.edit, label)
    return {"fixed": found.fixed, "left": found.left, "files": found.files}


async def _scan_workspace(reach: Reach, arguments: Sequence[Any]) -> Json:
    """Judge all files of the folders and show what is found in them, whatever the mode."""
    session = reach.session
    ended = await session.workspace.scan()
    opened = sum(file.path is not None for file in session.files())
    return {
        "files": ended.judged + opened,
        "findings": session.tally().total(),
        "cancelled": ended.is_cancelled,
    }


async def _debug_information(reach: Reach, arguments: Sequence[Any]) -> str:
    """What somebody who looks for a mistake must know, in Markdown."""
    return information(reach.session, reach.recent)


_Work = Callable[[Reach, Sequence[Any]], Awaitable[Any]]
_CARRIED_OUT: dict[str, _Work] = {
    Command.OPEN_PAGE: _open_page,
    Command.FIX_ALL: _fix_all,
    Command.FIX_RULE: _fix_rule,
    Command.SCAN_WORKSPACE: _scan_workspace,
    Command.DEBUG_INFORMATION: _debug_information,
}


def _text(arguments: Sequence[Any], number: int, what: str) -> str:
    found = arguments[number] if number < len(arguments) else None
    if not isinstance(found, str):
        raise InvalidParams(f"argument {number + 1} must be {what}")
    return found


def _document(reach: Reach, arguments: Sequence[Any], number: int) -> OpenFile:
    uri = _text(arguments, number, "the URI of a document")
    file = reach.session.current(uri)
    if file is None:
        raise InvalidParams(f"{uri} is not open, or no document that is judged")
    return file
