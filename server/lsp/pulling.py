"""Answers to a client that pulls diagnostics: of one document, and of all that there is something to say about."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from .delivery import Channel
from .params import InvalidParams, NotOffered, dig, document_uri, member, string
from .reports import RawJson, cleared_report, document_report, workspace_report
from .session import Session
from .uris import key_of

PATIENCE = 0.05
"""Seconds for which an answer waits until nothing in the document is doubtful any more."""
_PORTION = 64
"""Files that are told at a time: between two portions other messages have their turn."""


class Pulls:
    """Answers from what the session knows."""

    def __init__(self, session: Session, channel: Channel) -> None:
        self._session = session
        self._channel = channel

    async def document(self, params: Any) -> RawJson:
        """The findings of one document, for its text as it is when the answer leaves."""
        self._check()
        uri = document_uri(params)
        await self._settled(uri)
        previous = dig(params, "previousResultId")
        return document_report(self._session.result(uri), previous if isinstance(previous, str) else None)

    async def workspace(self, params: Any) -> RawJson:
        """The findings of all documents, in portions when the client takes them."""
        self._check()
        previous, token = _previous(params), _token(params)
        sent: list[str] = []
        async for portion in self._portions(previous):
            if token is None:
                sent.append(portion)
            else:
                value = f'{{"token":{token},"value":{{"items":[{portion}]}}}}'
                self._channel.notify_text(f'{{"jsonrpc":"2.0","method":"$/progress","params":{value}}}')
        return RawJson(f'{{"items":[{",".join(sent)}]}}')

    def _check(self) -> None:
        if not self._session.client.pulls_diagnostics:
            raise NotOffered("the diagnostics of this client are published")

    async def _settled(self, uri: str) -> None:
        until = asyncio.get_running_loop().time() + PATIENCE
        while (file := self._session.current(uri)) is not None and file.settle():
            if asyncio.get_running_loop().time() >= until:
                return
            await asyncio.sleep(0)

    async def _portions(self, previous: Mapping[str, tuple[str, str]]) -> AsyncIterator[str]:
        items: list[str] = []
        told: set[str] = set()
        for result in self._session.results():
            key = key_of(result.uri)
            told.add(key)
            items.append(workspace_report(result, previous.get(key, ("", ""))[1]))
            if len(items) == _PORTION:
                yield ",".join(items)
                items = []
                await asyncio.sleep(0)
        items += [cleared_report(uri) for key, (uri, _) in previous.items() if key not in told]
        if items:
            yield ",".join(items)


def _previous(params: Any) -> dict[str, tuple[str, str]]:
    """What the client has: for each document the name that it knows it by, and an id."""
    given = dig(params, "previousResultIds") or []
    if not isinstance(given, list):
        raise InvalidParams("params.previousResultIds must be a list")
    found: dict[str, tuple[str, str]] = {}
    for item in given:
        uri = string(item, "uri", "params.previousResultIds")
        found[key_of(uri)] = uri, string(item, "value", "params.previousResultIds")
    return found


def _token(params: Any) -> str | None:
    """The token for portions, in JSON."""
    if dig(params, "partialResultToken") is None:
        return None
    token = member(params, "partialResultToken")
    if not isinstance(token, int | str) or isinstance(token, bool):
        raise InvalidParams("params.partialResultToken must be a string or an integer")
    return json.dumps(token)
