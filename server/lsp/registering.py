"""What the client is asked to tell us, beyond what it tells anyway: registered, and taken back when it is no use."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from ..analysis.workspace.cargo.file_names import CONFIGURATIONS, FOLDER, TOOLCHAINS
from ..disk.indexing import roots_of
from ..disk.neighbours import RUST_ANALYZER, RUST_ANALYZER_FILE, VSCODE_FILE
from .client import Client
from .delivery import Channel
from .handshake import SECTION
from .inlay_hints import METHOD
from .params import RefusedByClient
from .session import Session
from .uris import uri_of

_LOG = logging.getLogger(__name__)
_WATCHED = (
    "rust-perf.toml",
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    ".clippy.toml",
    RUST_ANALYZER_FILE,
    *TOOLCHAINS,
)
_GLOBS = (
    f"**/{{{','.join(_WATCHED)}}}",
    f"**/{FOLDER}/{{{','.join(CONFIGURATIONS)}}}",
    f"**/{VSCODE_FILE}",
    "**/*.rs",
)


class Registrations:
    """Remembers what is registered."""

    def __init__(self, session: Session, channel: Channel) -> None:
        self._session = session
        self._channel = channel
        self._registered: dict[str, dict[str, Any]] = {}

    async def update(self) -> None:
        """Register what is wanted now and was not before, and take back the rest."""
        wanted = dict(self._wanted(self._session.client))
        gone = [method for method, options in self._registered.items() if wanted.get(method) != options]
        come = [method for method, options in wanted.items() if self._registered.get(method) != options]
        self._registered = wanted
        if gone:
            # The protocol spells it like this.
            await self._ask("client/unregisterCapability", "unregisterations", [_named(method) for method in gone])
        if come:
            made = [{**_named(method), "registerOptions": wanted[method]} for method in come]
            await self._ask("client/registerCapability", "registrations", made)

    async def _ask(self, request: str, name: str, items: list[dict[str, Any]]) -> None:
        try:
            await self._channel.request(request, {name: items})
        except RefusedByClient as error:
            _LOG.warning("%s", error)

    def _wanted(self, client: Client) -> Iterator[tuple[str, dict[str, Any]]]:
        if client.registers_watchers:
            yield (
                "workspace/didChangeWatchedFiles",
                {"watchers": [{"globPattern": glob} for glob in self._globs(client)]},
            )
        if client.registers_configuration:
            yield "workspace/didChangeConfiguration", {"section": [SECTION, RUST_ANALYZER]}

        if client.registers_hints and self._session.configuration.wants_hints():
            yield METHOD, {"documentSelector": [{"language": "rust"}], "resolveProvider": False}

    def _globs(self, client: Client) -> Iterator[Any]:
        """Editors look for plain patterns in their folders only: the rest of a workspace around them is named."""
        yield from _GLOBS
        if client.watches_elsewhere:
            folders = self._session.configuration.folders
            for root in (root for root in roots_of(folders) if root not in folders):
                yield from ({"baseUri": uri_of(root), "pattern": glob} for glob in _GLOBS)


def _named(method: str) -> dict[str, Any]:
    return {"id": f"rust-perf {method}", "method": method}
