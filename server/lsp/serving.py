"""The life of the process: greet one client, serve it until it leaves.

`initialize` is answered before the analysis and pygls are imported: nothing heavy is imported at the top.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import json
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from .client import Client
from .handshake import answer
from .params import dig
from .parent import is_alive, watch
from .streams import Inbox, Outbox, accept_one, standard_streams

_NOT_INITIALIZED = -32002


def main(tcp: tuple[str, int] | None = None, log_file: Path | None = None, verbosity: int = 0) -> int:
    """Serve one client, over standard input and output or a socket; the exit code is the protocol's."""
    _log_to(log_file, verbosity)
    try:
        inbox, outbox = accept_one(*tcp) if tcp else standard_streams()
        client = greet(inbox, outbox)
        return asyncio.run(_serve(client, inbox, outbox)) if client else 1
    except KeyboardInterrupt:
        return 1


def greet(inbox: Inbox, outbox: Outbox) -> Client | None:
    """Answer `initialize`; None when the client leaves before. Other requests are refused until then."""
    while (body := inbox.take()) is not None:
        try:
            message = json.loads(body)
        except ValueError:
            message = None
        method, msg_id = dig(message, "method"), dig(message, "id")
        if method == "exit":
            return None
        if method == "initialize":
            client = Client.of(dig(message, "params"))
            if client.process_id is not None and not is_alive(client.process_id):
                # It lives where we cannot see it: on another machine, or outside of our container.
                client = replace(client, process_id=None)
            _send(outbox, {"id": msg_id, "result": answer(client)})
            return client
        if msg_id is not None:
            error = {"code": _NOT_INITIALIZED, "message": "the server waits for `initialize`"}
            _send(outbox, {"id": msg_id, "error": error})
    return None


async def _serve(client: Client, inbox: Inbox, outbox: Outbox) -> int:
    from .garbage import look_seldom

    look_seldom()
    from .debugging import Recent
    from .language_server import HANDLERS, Life
    from .pulling import Pulls
    from .rpc import RpcServer
    from .session import Session

    # The reading thread must not wait for its turn, or newer edits are not seen while older ones are judged.
    sys.setswitchinterval(0.0005)
    gc.freeze()
    server = RpcServer(inbox, outbox)
    session = Session(client, server, server)
    recent = Recent()
    logging.getLogger().addHandler(recent)
    life = Life(server, session, Pulls(session, server), recent)
    server.handle({method: functools.partial(life.handle, method) for method in HANDLERS})
    watcher = asyncio.create_task(watch(client.process_id, server.stop))
    await server.serve()
    watcher.cancel()
    life.session.stop()
    return 0 if life.is_shut_down else 1


def _send(outbox: Outbox, message: dict[str, Any]) -> None:
    outbox.send(json.dumps({"jsonrpc": "2.0", **message}).encode())


def _log_to(log_file: Path | None, verbosity: int) -> None:
    logging.basicConfig(
        filename=log_file,
        level=logging.WARNING - 10 * min(verbosity, 2),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
