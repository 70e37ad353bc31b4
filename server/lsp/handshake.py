"""`initialize`: what we offer a client, and what we ask of it.

Imports next to nothing, so that the answer is early.
"""

from __future__ import annotations

from typing import Any

from .. import __version__
from ..analysis.workspace.cargo.file_names import CONFIGURATIONS, FOLDER, TOOLCHAINS
from .client import Client

FIX_ALL = "source.fixAll.rust-perf-analyzer"
SECTION = "rust-perf"
"""The name of our settings in an editor."""
RUST_ANALYZER = "rust-analyzer"
"""The name of the settings of rust-analyzer, which may run clippy beside us."""
RUST_ANALYZER_FILE, VSCODE_FILE = "rust-analyzer.toml", ".vscode/settings.json"
"""Where they stand in a folder."""
COMMANDS = tuple(
    f"rust-perf-analyzer.{name}" for name in ("openPage", "fixAll", "fixRule", "scanWorkspace", "debugInformation")
)
FIX_RULE = COMMANDS[2]
_WATCHED = (
    "rust-perf.toml",
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    ".clippy.toml",
    RUST_ANALYZER_FILE,
    *TOOLCHAINS,
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
            "executeCommandProvider": {"commands": list(COMMANDS)},
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


def _registration(method: str, options: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"rust-perf {method}", "method": method, "registerOptions": options}
