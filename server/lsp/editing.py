"""Edits that we ask the client to make, rather than offer to it."""

from __future__ import annotations

from .client import Client
from .delivery import Channel
from .open_file import OpenFile
from .params import NotOffered, RefusedByClient, dig
from .protocol import Json, Target


def own_target(file: OpenFile) -> Target:
    """An open document as one to edit."""
    return Target(file.document.uri, file.document, file.document.version)


async def apply_edit(channel: Channel, client: Client, edit: Json, label: str) -> None:
    """Have an edit of the workspace made; that the client will not is raised, with the reason that it gives."""
    if not client.applies_edits:
        raise NotOffered("this client makes no edits that it is asked for")
    answer = await channel.request("workspace/applyEdit", {"label": label, "edit": edit})
    if dig(answer, "applied") is not True:
        reason = dig(answer, "failureReason")
        raise RefusedByClient(
            f"the client did not make the edit: {reason if isinstance(reason, str) else 'it says not why'}"
        )
