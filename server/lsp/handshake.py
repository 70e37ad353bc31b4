"""`initialize`: what we offer a client, and what we ask of it.

Imports next to nothing, so that the answer is early.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from .. import __version__
from .client import Client

FIX_ALL = "source.fixAll.rust-perf-analyzer"
SECTION = "rust-perf"
"""The name of our settings in an editor."""
_MOVED = ("rs", "toml")


class Command(StrEnum):
    """What a client may have done, by the names on the wire."""

    OPEN_PAGE = "rust-perf-analyzer.openPage"
    FIX_ALL = "rust-perf-analyzer.fixAll"
    FIX_RULE = "rust-perf-analyzer.fixRule"
    SCAN_WORKSPACE = "rust-perf-analyzer.scanWorkspace"
    DEBUG_INFORMATION = "rust-perf-analyzer.debugInformation"


def answer(client: Client) -> dict[str, Any]:
    """The result of `initialize`."""
    offered: dict[str, Any] = {}
    if client.pulls_diagnostics:
        offered["diagnosticProvider"] = {
            "identifier": SECTION,
            "interFileDependencies": True,
            "workspaceDiagnostics": True,
        }
    if client.asks_for_hints and not client.registers_hints:
        offered["inlayHintProvider"] = {"resolveProvider": False}
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
            "executeCommandProvider": {"commands": list(Command)},
            "workspace": {
                "workspaceFolders": {"supported": True, "changeNotifications": True},
                "fileOperations": _file_operations(client),
            },
        },
    }


def _file_operations(client: Client) -> dict[str, Any]:
    """Which moves of files we are to be told of: those of Rust files and manifests, and of folders."""
    kinds = ({"glob": f"**/*.{{{','.join(_MOVED)}}}", "matches": "file"}, {"glob": "**", "matches": "folder"})
    filters = [{"scheme": "file", "pattern": pattern} for pattern in kinds]
    return {operation: {"filters": filters} for operation in sorted(client.file_operations)}
