"""Hints between the words of the code, for whoever turned them on: worked out for what is looked at, and kept."""

from __future__ import annotations

import asyncio
from weakref import WeakKeyDictionary

from ..settings import HINTS
from .client import Client
from .delivery import Asking, Channel
from .open_file import OpenFile
from .protocol import Json, position_of

METHOD = "textDocument/inlayHint"


class InlayHints:
    """Answers what the client asks for, and has it ask again when what it has may be wrong."""

    def __init__(self, client: Client, channel: Channel) -> None:
        self._refreshes = client.refreshes_hints
        self._asking = Asking(channel, "workspace/inlayHint/refresh")
        self._was_asked = False
        self._looked_at: WeakKeyDictionary[OpenFile, tuple[int, int]] = WeakKeyDictionary()

    async def between(self, file: OpenFile, start: int, end: int) -> list[Json]:
        """The hints in a range of bytes; other messages have their turn while they are worked out."""
        kinds = _kinds(file)
        self._was_asked = True
        if not kinds:
            return []
        self._looked_at[file] = start, end
        revision, hints = file.revision, file.hints
        while hints is not None and hints.work(start, end):
            await asyncio.sleep(0)
            if file.revision != revision:
                return []
        found = hints.between(start, end, kinds) if hints is not None else ()
        return [
            {
                "position": position_of(file.document, hint.at),
                "label": hint.label,
                "tooltip": hint.reason,
                "paddingLeft": True,
            }
            for hint in found
        ]

    def prepare(self, file: OpenFile) -> bool:
        """Work out some of what is looked at: it will be asked for again, and shall be there by then.

        Whether more is left.
        """
        hints, looked_at = file.hints, self._looked_at.get(file)
        if hints is None or looked_at is None or not _kinds(file):
            return False
        return hints.work(*looked_at)

    def refresh(self) -> None:
        """Settings or other files are new."""
        if self._refreshes and self._was_asked:
            self._asking.soon()

    def stop(self) -> None:
        """Ask nothing more."""
        self._asking.stop()


def _kinds(file: OpenFile) -> list[str]:
    """The kinds that the settings turn on."""
    about = file.circumstances
    return [kind for kind in HINTS if about is not None and about.settings.shows_hint(kind)]
