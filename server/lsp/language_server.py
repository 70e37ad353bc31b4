"""The language server: one short handler a message."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from ..disk.neighbours import RUST_ANALYZER
from . import params as read
from .client import folders_of
from .handshake import SECTION
from .params import Refused, RefusedByClient, dig, strings
from .registering import Registrations
from .tracing import Trace
from .uris import uri_of

if TYPE_CHECKING:
    from .debugging import Recent
    from .pulling import Pulls
    from .rpc import RpcServer
    from .session import Session

_LOG = logging.getLogger(__name__)
_AUTOMATIC = 2
_NAMES = ("uri", "oldUri", "newUri")
"""Under which a message of files that were moved has them."""


class Life:
    """What a handler can reach: the session, and the end of the process."""

    def __init__(self, server: RpcServer, session: Session, pulls: Pulls, recent: Recent) -> None:
        self.server = server
        self.session = session
        self.pulls = pulls
        self.recent = recent
        self.registrations = Registrations(session, server)
        self.trace = Trace(server, session.client.trace)
        self.is_shut_down = False

    async def handle(self, method: str, params: Any) -> Any:
        """Have a message handled; after `shutdown` that is `exit` alone."""
        if self.is_shut_down and method != "exit":
            raise Refused("the server is shut down")
        return await self.trace.of(method, params, HANDLERS[method](self, params))


async def initialize(_life: Life, _params: Any) -> None:
    raise Refused("the server is initialized already")


async def initialized(life: Life, _params: Any) -> None:
    await asyncio.gather(_pull_configuration(life), life.registrations.update())
    life.session.workspace.start()
    life.session.status.soon()
    # What is wanted may hang on settings that are only known now.
    await life.registrations.update()


async def shutdown(life: Life, _params: Any) -> None:
    life.is_shut_down = True
    life.session.stop()


async def exit_(life: Life, _params: Any) -> None:
    life.server.stop()


async def set_trace(life: Life, params: Any) -> None:
    life.trace.set(dig(params, "value"))
    logging.getLogger().setLevel(logging.DEBUG if dig(params, "value") == "verbose" else logging.INFO)


async def did_open(life: Life, params: Any) -> None:
    document = read.member(params, "textDocument")
    where = "params.textDocument"
    uri, text = read.string(document, "uri", where), read.string(document, "text", where)
    life.session.open(uri, str(dig(document, "languageId") or ""), _version(document), text)


async def did_change(life: Life, params: Any) -> None:
    document = read.member(params, "textDocument")
    changes = read.member(params, "contentChanges")
    life.session.change(read.document_uri(params), _version(document), changes)


async def did_save(life: Life, params: Any) -> None:
    life.session.saved(read.document_uri(params))


async def did_close(life: Life, params: Any) -> None:
    life.session.close(read.document_uri(params))


async def did_change_configuration(life: Life, params: Any) -> None:
    if life.session.client.pulls_configuration:
        await _pull_configuration(life)
    else:
        settings = dig(params, "settings")
        life.session.configure(settings, dig(settings, RUST_ANALYZER))
    await life.registrations.update()


async def did_change_watched_files(life: Life, params: Any) -> None:
    changes = read.member(params, "changes")
    life.session.files_changed([read.string(change, "uri", "params.changes") for change in changes])
    await life.registrations.update()


async def did_move_files(life: Life, params: Any) -> None:
    """Files or folders were made, renamed or deleted in the editor."""
    files = read.member(params, "files")
    named = [dig(file, name) for file in (files if isinstance(files, list) else []) for name in _NAMES]
    life.session.files_changed([uri for uri in named if isinstance(uri, str)])


async def did_change_workspace_folders(life: Life, params: Any) -> None:
    event, known = read.member(params, "event"), life.session.configuration.folders
    added, removed = (folders_of({"workspaceFolders": dig(event, name) or []}) for name in ("added", "removed"))
    life.session.folders_changed(tuple(dict.fromkeys((*(folder for folder in known if folder not in removed), *added))))
    await asyncio.gather(_pull_configuration(life), life.registrations.update())


async def cancel_progress(life: Life, params: Any) -> None:
    life.session.workspace.cancel(read.member(params, "token"))


async def document_diagnostic(life: Life, params: Any) -> Any:
    return await life.pulls.document(params)


async def workspace_diagnostic(life: Life, params: Any) -> Any:
    return await life.pulls.workspace(params)


async def code_action(life: Life, params: Any) -> Any:
    from .actions import Request

    file = life.session.current(read.document_uri(params))
    (start, end), context = read.span(params), dig(params, "context")
    if file is None:
        return []
    first, last = sorted((file.document.offset(*start), file.document.offset(*end)))
    is_automatic = dig(context, "triggerKind") == _AUTOMATIC
    request = Request(first, last, strings(dig(context, "only")), is_automatic)
    return await life.session.actions.offer(file, request)


async def resolve_code_action(life: Life, params: Any) -> Any:
    file = life.session.current(str(dig(params, "data", "uri")))
    return params if file is None else await life.session.actions.resolve(file, params)


async def hover(life: Life, params: Any) -> Any:
    from .hover import hover as hover_at

    file = life.session.current(read.document_uri(params))
    place = read.position(read.member(params, "position"), "params.position")
    if file is None:
        return None
    session = life.session
    fix_of = functools.partial(session.fixes.of, file)
    return hover_at(file, file.document.offset(*place), session.client, fix_of)


async def inlay_hint(life: Life, params: Any) -> Any:
    file = life.session.current(read.document_uri(params))
    start, end = read.span(params)
    if file is None:
        return []
    first, last = sorted((file.document.offset(*start), file.document.offset(*end)))
    return await life.session.hints.between(file, first, last)


async def execute_command(life: Life, params: Any) -> Any:
    from .commands import Reach, execute

    return await execute(Reach(life.session, life.server, life.recent), params)


async def page(_life: Life, params: Any) -> Any:
    from .pages import page_text

    return {"text": page_text(read.string(params, "rule"))}


HANDLERS: dict[str, Callable[[Life, Any], Awaitable[Any]]] = {
    "initialize": initialize,
    "initialized": initialized,
    "shutdown": shutdown,
    "exit": exit_,
    "$/setTrace": set_trace,
    "textDocument/didOpen": did_open,
    "textDocument/didChange": did_change,
    "textDocument/didSave": did_save,
    "textDocument/didClose": did_close,
    "textDocument/codeAction": code_action,
    "codeAction/resolve": resolve_code_action,
    "textDocument/hover": hover,
    "textDocument/diagnostic": document_diagnostic,
    "textDocument/inlayHint": inlay_hint,
    "workspace/diagnostic": workspace_diagnostic,
    "workspace/executeCommand": execute_command,
    "rust-perf/page": page,
    "window/workDoneProgress/cancel": cancel_progress,
    "workspace/didChangeConfiguration": did_change_configuration,
    "workspace/didChangeWatchedFiles": did_change_watched_files,
    "workspace/didCreateFiles": did_move_files,
    "workspace/didRenameFiles": did_move_files,
    "workspace/didDeleteFiles": did_move_files,
    "workspace/didChangeWorkspaceFolders": did_change_workspace_folders,
}


async def _pull_configuration(life: Life) -> None:
    if not life.session.client.pulls_configuration:
        return
    folders = life.session.configuration.folders
    of_folders = [{"scopeUri": uri_of(folder), "section": SECTION} for folder in folders]
    items = [{"section": SECTION}, {"section": RUST_ANALYZER}, *of_folders]
    try:
        answers = await life.server.request("workspace/configuration", {"items": items})
    except RefusedByClient as error:
        _LOG.warning("settings of the editor are not known: %s", error)
        return
    if isinstance(answers, list):
        settings, rust_analyzer, *own = (*answers, None, None)
        life.session.configure(settings, rust_analyzer, dict(zip(folders, own, strict=False)))


def _version(document: Any) -> int | None:
    version = dig(document, "version")
    return version if isinstance(version, int) else None
