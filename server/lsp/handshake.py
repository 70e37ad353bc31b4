"""`initialize`: what the client can do, and what we offer it.

Imports next to nothing, so that the answer is early.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .. import __version__
from ..analysis.workspace.cargo.file_names import CONFIGURATIONS, FOLDER, TOOLCHAINS
from .columns import PositionEncoding
from .params import dig, strings
from .uris import path_of

FIX_ALL = "source.fixAll.rust-perf-analyzer"
SECTION = "rust-perf"
"""The name of our settings in an editor."""
RUST_ANALYZER = "rust-analyzer"
"""The name of the settings of rust-analyzer, which may run clippy beside us."""
RUST_ANALYZER_FILE, VSCODE_FILE = "rust-analyzer.toml", ".vscode/settings.json"
"""Where they stand in a folder."""
_WATCHED = (
    "rust-perf.toml",
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    ".clippy.toml",
    RUST_ANALYZER_FILE,
    *TOOLCHAINS,
)
_HALF_PULLING = frozenset({"Neovim"})
"""Clients that pull only a part again when they are told to: 0.11 the open documents, 0.12 those that are not open."""


@dataclass(frozen=True, slots=True)
class Client:
    """What one client said of itself in `initialize`."""

    encoding: PositionEncoding = PositionEncoding.UTF16
    process_id: int | None = None
    markdown: bool = True
    related_information: bool = False
    code_description: bool = False
    tags: frozenset[int] = frozenset()
    document_changes: bool = False
    resolves_edits: bool = False
    pulls_configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    pulls_diagnostics: bool = False
    """It asks for diagnostics, and asks for all again when it is told to; all others have them published."""
    shows_progress: bool = False
    folders: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def of(params: Any) -> Client:
        """Read from the params of `initialize`; whatever has an odd shape counts as not said."""
        process_id = dig(params, "processId")
        options = dig(params, "initializationOptions")
        workspace = dig(params, "capabilities", "workspace")
        text = dig(params, "capabilities", "textDocument")
        shown = _shown(text)
        return Client(
            encoding=_encoding(strings(dig(params, "capabilities", "general", "positionEncodings"))),
            process_id=process_id if isinstance(process_id, int) else None,
            markdown=_markdown(strings(dig(text, "hover", "contentFormat"))),
            related_information=any(dig(way, "relatedInformation") is True for way in shown),
            code_description=any(dig(way, "codeDescriptionSupport") is True for way in shown),
            tags=frozenset[int]().union(*(_tags(dig(way, "tagSupport", "valueSet")) for way in shown)),
            document_changes=dig(workspace, "workspaceEdit", "documentChanges") is True,
            resolves_edits="edit" in strings(dig(text, "codeAction", "resolveSupport", "properties"))
            and dig(text, "codeAction", "dataSupport") is True,
            pulls_configuration=dig(workspace, "configuration") is True,
            registers_configuration=dig(workspace, "didChangeConfiguration", "dynamicRegistration") is True,
            registers_watchers=dig(workspace, "didChangeWatchedFiles", "dynamicRegistration") is True,
            pulls_diagnostics=_pulls(params),
            shows_progress=dig(params, "capabilities", "window", "workDoneProgress") is True,
            folders=folders_of(params),
            options=options if isinstance(options, Mapping) else {},
        )


def answer(client: Client) -> dict[str, Any]:
    """The result of `initialize`."""
    offered: dict[str, Any] = {}
    if client.pulls_diagnostics:
        offered["diagnosticProvider"] = {
            "identifier": SECTION,
            "interFileDependencies": True,
            "workspaceDiagnostics": True,
        }
    return {
        "serverInfo": {"name": "rust-perf-analyzer", "version": __version__},
        "capabilities": {
            **offered,
            "positionEncoding": client.encoding.value,
            "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
            "codeActionProvider": {
                "codeActionKinds": ["quickfix", "source.fixAll", FIX_ALL],
                "resolveProvider": True,
            },
            "hoverProvider": True,
            "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
        },
    }


def registrations(client: Client) -> list[dict[str, Any]]:
    """What the client is asked to tell us, beyond what it tells anyway."""
    wanted = []
    if client.registers_watchers:
        globs = (
            f"**/{{{','.join(_WATCHED)}}}",
            f"**/{FOLDER}/{{{','.join(CONFIGURATIONS)}}}",
            f"**/{VSCODE_FILE}",
            "**/*.rs",
        )
        watchers = [{"globPattern": glob} for glob in globs]
        wanted.append(_registration("workspace/didChangeWatchedFiles", {"watchers": watchers}))
    if client.registers_configuration:
        wanted.append(_registration("workspace/didChangeConfiguration", {"section": [SECTION, RUST_ANALYZER]}))
    return wanted


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


def _shown(text: Any) -> tuple[Any, Any]:
    """What the client shows of a diagnostic may be said with either way in which it gets them."""
    return dig(text, "publishDiagnostics"), dig(text, "diagnostic")


def _registration(method: str, options: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"rust-perf {method}", "method": method, "registerOptions": options}


def _encoding(offered: tuple[str, ...]) -> PositionEncoding:
    """The first that we know of the client's, which come in the order it likes them."""
    known = [PositionEncoding(name) for name in offered if name in set(PositionEncoding)]
    return known[0] if known else PositionEncoding.UTF16


def _markdown(formats: tuple[str, ...]) -> bool:
    return not formats or formats[0] == "markdown" or "plaintext" not in formats


def _tags(values: Any) -> frozenset[int]:
    found = values if isinstance(values, list) else []
    return frozenset(tag for tag in found if isinstance(tag, int))
