"""Findings and fixes in the protocol's terms: ranges, and edits of the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ..analysis.finding import Span
from ..quickfix.edit import Edit
from .client import Client
from .documents import Document

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
    for path, group in by_path.items():
        target = own if path is None else find(path)
        if target is None:
            return None
        files.append((target, [_text_edit(target.document, edit) for edit in group]))
    if not client.document_changes:
        return {"changes": {target.uri: made for target, made in files}}
    if warning is None or not client.annotates_edits:
        return {"documentChanges": [_document_edit(target, made) for target, made in files]}
    noted = [(target, [{**edit, "annotationId": _UNSAFE} for edit in made]) for target, made in files]
    return {
        "documentChanges": [_document_edit(target, made) for target, made in noted],
        "changeAnnotations": {_UNSAFE: {"label": warning, "needsConfirmation": False}},
    }


def new_file(uri: str, text: str) -> Json:
    """The edit that makes a file; only for clients that can. One that is there meanwhile is not touched."""
    start = {"line": 0, "character": 0}
    insertion = {"range": {"start": start, "end": start}, "newText": text}
    return {
        "documentChanges": [
            {"kind": "create", "uri": uri, "options": {"overwrite": False, "ignoreIfExists": False}},
            {"textDocument": {"uri": uri, "version": None}, "edits": [insertion]},
        ]
    }


def _document_edit(target: Target, edits: list[Json]) -> Json:
    return {"textDocument": {"uri": target.uri, "version": target.version}, "edits": edits}


def _text_edit(document: Document, edit: Edit) -> Json:
    return {"range": range_of(document, edit.span), "newText": edit.text}
