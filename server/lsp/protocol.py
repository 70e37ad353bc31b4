"""Findings and fixes in the protocol's terms: ranges, and edits of the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ..analysis.finding import Span
from ..quickfix.edit import Edit
from .client import Client
from .documents import Document
from .uris import uri_of

Json = dict[str, Any]


class Target(NamedTuple):
    """A file that is edited: how the client names it, its text, and its version when it is open."""

    uri: str
    document: Document
    version: int | None


_UNSAFE = "unsafe"

FindTarget = Callable[[str], Target | None]
"""The target for a path, or None when its text cannot be relied on."""


def position_of(document: Document, offset: int) -> Json:
    """The position of a byte of a document."""
    line, character = document.position(offset)
    return {"line": line, "character": character}


def range_of(document: Document, span: Span) -> Json:
    """A range of a document."""
    return {"start": position_of(document, span.start), "end": position_of(document, span.end)}


def workspace_edit(
    edits: Iterable[Edit], own: Target, find: FindTarget, client: Client, warning: str | None = None
) -> Json | None:
    """The edits as the client understands them; None when one of the files cannot be relied on.

    A `warning` is shown beside each of them by clients that can. They are not asked to have it confirmed: whoever
    chose an action whose title says that it is unsafe has done that.
    """
    by_path: dict[str | None, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    files: list[tuple[Target, list[Json]]] = []
    made: list[Json] = []
    for path, group in by_path.items():
        target = own if path is None else _made(path, client) if group[0].makes_file else find(path)
        if target is None:
            return None
        if group[0].makes_file:
            made.append(_creation(target.uri))
        files.append((target, [_text_edit(target.document, edit) for edit in group]))
    if not client.document_changes:
        return {"changes": {target.uri: texts for target, texts in files}}
    if warning is None or not client.annotates_edits:
        return {"documentChanges": [*made, *(_document_edit(target, texts) for target, texts in files)]}
    noted = [(target, [{**edit, "annotationId": _UNSAFE} for edit in texts]) for target, texts in files]
    return {
        "documentChanges": [*made, *(_document_edit(target, texts) for target, texts in noted)],
        "changeAnnotations": {_UNSAFE: {"label": warning, "needsConfirmation": False}},
    }


def can_make(edits: Iterable[Edit], client: Client) -> bool:
    """Whether a client can do what the edits ask for, as far as files are to be made."""
    return client.creates_files or not any(edit.makes_file for edit in edits)


def _made(path: str, client: Client) -> Target | None:
    """A file that is not there yet. One that is there meanwhile is not touched."""
    return Target(uri_of(path), Document("", "", None, b"", client.encoding), None) if client.creates_files else None


def _creation(uri: str) -> Json:
    return {"kind": "create", "uri": uri, "options": {"overwrite": False, "ignoreIfExists": False}}


def _document_edit(target: Target, edits: list[Json]) -> Json:
    return {"textDocument": {"uri": target.uri, "version": target.version}, "edits": edits}


def _text_edit(document: Document, edit: Edit) -> Json:
    return {"range": range_of(document, edit.span), "newText": edit.text}
