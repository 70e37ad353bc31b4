"""What the tests need of VS Code: code-server, the Node.js it runs on, a browser, and the extension of this checkout."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ..installing import TIMEOUT, Absent, debian_program, once, run

HOST = Path(__file__).parent / "host"
"""Names the packages and their versions."""
EXTENSION = Path(__file__).parents[3] / "editors" / "vscode"
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
    npm()
    lock = hashlib.sha256((HOST / "package-lock.json").read_bytes()).hexdigest()
    return VsCode(once(f"vscode-{lock[:8]}", _install), chromium())


def npm() -> str:
    """The npm that installs packages."""
    found = shutil.which("npm")
    if found is None:
        raise Absent("VS Code is installed by npm, which is not on the PATH")
    return found


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
    run([npm(), "--prefix", folder, *words, *_NPM])


def packed_extension(node: Path) -> Path:
    """The VSIX of this checkout's extension, packed anew when one of its files has changed.

    It is built beside the checkout's own, which a developer may be working on. Raises `Absent` where its packages
    cannot be had, and `CalledProcessError` where it does not compile.
    """
    files = [path for path in sorted(EXTENSION.rglob("*")) if path.is_file() and _is_source(path)]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(EXTENSION).as_posix().encode() + b"\0" + path.read_bytes())

    def build(folder: Path) -> None:
        for path in files:
            copy = folder / path.relative_to(EXTENSION)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        _npm_in(folder, "ci")
        environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
        subprocess.run([npm(), "run", "vsix"], cwd=folder, env=environment, check=True, timeout=TIMEOUT)
        shutil.rmtree(folder / "node_modules")

    return once(f"vsix-{digest.hexdigest()[:8]}", build) / "rust-perf-analyzer.vsix"


def _is_source(path: Path) -> bool:
    return not {"node_modules", "dist"}.intersection(path.relative_to(EXTENSION).parts) and path.suffix != ".vsix"
