"""What one client can do, and what it wants, as it says in `initialize`.

Imports next to nothing, so that the answer is early.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .columns import PositionEncoding
from .params import dig, strings
from .uris import path_of

RULE_HOLE = "{rule}"
"""What stands for the name of a rule in the option `pageUri`."""
_MOVES = ("didCreate", "didRename", "didDelete")
_EXTENSIONS = ("pageUri", "status")
"""Options of `initialize` that are no settings: what this client speaks beyond the protocol."""
_LOG = logging.getLogger(__name__)

_HALF_PULLING = frozenset({"Neovim"})
"""Clients that pull only a part again when they are told to: 0.11 the open documents, 0.12 those that are not open."""


@dataclass(frozen=True, slots=True)
class Client:
    """What one client said of itself in `initialize`."""

    name: str = "unknown"
    """With its version, where it tells that."""
    encoding: PositionEncoding = PositionEncoding.UTF16
    process_id: int | None = None
    trace: object = None
    """How much it wants to be told of what we do, until it says something else."""
    markdown: bool = True
    related_information: bool = False
    code_description: bool = False
    tags: frozenset[int] = frozenset()
    document_changes: bool = False
    annotates_edits: bool = False
    creates_files: bool = False
    applies_edits: bool = False
    resolves_edits: bool = False
    shows_disabled: bool = False
    """It shows actions that cannot be chosen, with the reason."""
    pulls_configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    watches_elsewhere: bool = False
    """It watches files below any folder that is named, not only below its own."""
    file_operations: frozenset[str] = frozenset()
    """Of which moves of files it can tell: `didCreate`, `didRename`, `didDelete`."""
    pulls_diagnostics: bool = False
    """It asks for diagnostics, and asks for all again when it is told to; all others have them published."""
    asks_for_hints: bool = False
    registers_hints: bool = False
    """It asks for hints from when it is told to, and not before."""
    refreshes_hints: bool = False
    shows_progress: bool = False
    shows_documents: bool = False
    page_template: str | None = None
    """The address under which it shows the page of a rule, with `RULE_HOLE` in it; None is the file of the page."""
    shows_status: bool = False
    """It is told the state of the server by a notification of our own."""
    folders: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    """The settings among the options of `initialize`."""

    @property
    def can_fix_beyond(self) -> bool:
        """Whether the files of its folders can be fixed, also those that are not open."""
        return self.applies_edits and bool(self.folders)

    @staticmethod
    def of(params: Any) -> Client:
        """Read from the params of `initialize`; whatever has an odd shape counts as not said."""
        process_id = dig(params, "processId")
        options = dig(params, "initializationOptions")
        text = dig(params, "capabilities", "textDocument")
        return Client(
            name=_name(dig(params, "clientInfo")),
            encoding=_encoding(strings(dig(params, "capabilities", "general", "positionEncodings"))),
            trace=dig(params, "trace"),
            process_id=process_id if isinstance(process_id, int) else None,
            markdown=_markdown(strings(dig(text, "hover", "contentFormat"))),
            resolves_edits="edit" in strings(dig(text, "codeAction", "resolveSupport", "properties"))
            and dig(text, "codeAction", "dataSupport") is True,
            shows_disabled=dig(text, "codeAction", "disabledSupport") is True,
            pulls_diagnostics=_pulls(params),
            asks_for_hints=isinstance(dig(text, "inlayHint"), Mapping),
            registers_hints=dig(text, "inlayHint", "dynamicRegistration") is True,
            shows_progress=dig(params, "capabilities", "window", "workDoneProgress") is True,
            shows_documents=dig(params, "capabilities", "window", "showDocument", "support") is True,
            page_template=_page_template(dig(options, "pageUri")),
            shows_status=dig(options, "status") is True,
            folders=folders_of(params),
            options=_settings_among(options),
            **_of_diagnostics(text),
            **_of_workspace(dig(params, "capabilities", "workspace")),
        )


def folders_of(params: Any) -> tuple[str, ...]:
    """The folders that the editor has open, as paths; what lies on no disk is left out."""
    folders = dig(params, "workspaceFolders")
    uris = [dig(folder, "uri") for folder in folders] if isinstance(folders, list) else [dig(params, "rootUri")]
    paths = (path_of(uri) for uri in uris if isinstance(uri, str))
    return tuple(dict.fromkeys(os.path.normpath(path) for path in paths if path))


def _pulls(params: Any) -> bool:
    asks = dig(params, "capabilities", "textDocument", "diagnostic")
    refreshes = dig(params, "capabilities", "workspace", "diagnostics", "refreshSupport")
    return isinstance(asks, Mapping) and refreshes is True and dig(params, "clientInfo", "name") not in _HALF_PULLING


def _of_diagnostics(text: Any) -> dict[str, Any]:
    """What the client shows of a diagnostic may be said with either way in which it gets them."""
    ways = dig(text, "publishDiagnostics"), dig(text, "diagnostic")
    return {
        "related_information": any(dig(way, "relatedInformation") is True for way in ways),
        "code_description": any(dig(way, "codeDescriptionSupport") is True for way in ways),
        "tags": frozenset[int]().union(*(_tags(dig(way, "tagSupport", "valueSet")) for way in ways)),
    }


def _of_workspace(workspace: Any) -> dict[str, Any]:
    edits = dig(workspace, "workspaceEdit")
    changes_documents = dig(edits, "documentChanges") is True
    return {
        "applies_edits": dig(workspace, "applyEdit") is True,
        "document_changes": changes_documents,
        "annotates_edits": changes_documents and isinstance(dig(edits, "changeAnnotationSupport"), Mapping),
        "creates_files": changes_documents and "create" in strings(dig(edits, "resourceOperations")),
        "pulls_configuration": dig(workspace, "configuration") is True,
        "registers_configuration": dig(workspace, "didChangeConfiguration", "dynamicRegistration") is True,
        "refreshes_hints": dig(workspace, "inlayHint", "refreshSupport") is True,
        "registers_watchers": dig(workspace, "didChangeWatchedFiles", "dynamicRegistration") is True,
        "watches_elsewhere": dig(workspace, "didChangeWatchedFiles", "relativePatternSupport") is True,
        "file_operations": frozenset(name for name in _MOVES if dig(workspace, "fileOperations", name) is True),
    }


def _name(info: Any) -> str:
    said = (dig(info, "name"), dig(info, "version"))
    return " ".join(word for word in said if isinstance(word, str)) or "unknown"


def _page_template(said: Any) -> str | None:
    if isinstance(said, str) and RULE_HOLE in said:
        return said
    if said is not None:
        _LOG.warning("the option pageUri must be an address with %s in it, not %r", RULE_HOLE, said)
    return None


def _settings_among(options: Any) -> Mapping[str, Any]:
    given = options if isinstance(options, Mapping) else {}
    return {name: value for name, value in given.items() if name not in _EXTENSIONS}


def _encoding(offered: tuple[str, ...]) -> PositionEncoding:
    """The first that we know of the client's, which come in the order it likes them."""
    known = [PositionEncoding(name) for name in offered if name in set(PositionEncoding)]
    return known[0] if known else PositionEncoding.UTF16


def _markdown(formats: tuple[str, ...]) -> bool:
    return not formats or formats[0] == "markdown" or "plaintext" not in formats


def _tags(values: Any) -> frozenset[int]:
    found = values if isinstance(values, list) else []
    return frozenset(tag for tag in found if isinstance(tag, int))
