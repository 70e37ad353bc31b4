"""What the tests need of VS Code: code-server, the Node.js it runs on, a browser."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ..installing import Absent, debian_program, once, run
from ..vscode_extension.packing import with_node

HOST = Path(__file__).parent / "host"
"""Names the packages and their versions."""
_NPM = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


@dataclass(frozen=True)
class VsCode:
    """An installed VS Code."""

    folder: Path
    chromium: Path

    @property
    def node(self) -> Path:
        """The Node.js that all of it runs on."""
        return next((self.folder / "node_modules").glob("node-linux-*/bin/node"))

    @property
    def server(self) -> list[str]:
        """The command that serves VS Code and installs extensions."""
        return [str(self.node), str(self.folder / "node_modules/code-server/out/node/entry.js"), "--config", os.devnull]


def vscode() -> VsCode:
    """VS Code and a browser; `Absent` where they cannot be had."""
    if sys.platform != "linux":
        raise Absent("VS Code is installed for the tests on Linux only")
    lock = hashlib.sha256((HOST / "package-lock.json").read_bytes()).hexdigest()
    return VsCode(once(f"vscode-{lock[:8]}", _install), chromium())


def chromium() -> Path:
    """The machine's Chromium, else Debian's."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return Path(found) if found else debian_program("chromium", "chromium")


def _install(folder: Path) -> None:
    shutil.copytree(HOST, folder, dirs_exist_ok=True)
    _npm_in(folder, "ci")
    # The part that is VS Code itself brings a list of its own, which says exactly which versions.
    _npm_in(folder / "node_modules/code-server/lib/vscode", "install", "--omit=dev")


def _npm_in(folder: Path, *words: str) -> None:
    environment = with_node()
    npm = shutil.which("npm", path=environment["PATH"])
    run([npm or "npm", "--prefix", folder, *words, *_NPM], **environment)
