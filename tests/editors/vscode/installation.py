"""What the tests need of VS Code: code-server, the Node.js it runs on, a browser, this checkout's extension."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ..installing import TIMEOUT, Absent, debian_program, once, run

HOST = Path(__file__).parent / "host"
"""Names the packages and their versions."""
ROOT = Path(__file__).parents[3]
PARTS = ["editors/vscode", "server", ".dev", "pyproject.toml", "README.md", "LICENSE"]
"""What the extension is built from."""
VSIX = "rust-perf-analyzer.vsix"
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
    environment = _with_node()
    npm = shutil.which("npm", path=environment["PATH"])
    run([npm or "npm", "--prefix", folder, *words, *_NPM], **environment)


@functools.cache
def _with_node() -> dict[str, str]:
    """The environment in which the developer's bench finds npm; it is fetched where the machine has none."""
    described = importlib.util.spec_from_file_location("bench_vsix", ROOT / ".dev" / "vsix.py")
    assert described
    assert described.loader
    bench = importlib.util.module_from_spec(described)
    described.loader.exec_module(bench)
    try:
        environment: dict[str, str] = bench.with_node()
    except SystemExit as error:
        raise Absent(f"no Node.js: {error}") from error
    return environment


def packed_extension(code: VsCode) -> Path:
    """The extension of this checkout with its server in it, packed anew when one of their files has changed.

    It is built in a copy, since somebody may be building in the checkout as well. Raises `Absent` where what it is
    built with cannot be had, and `CalledProcessError` where it does not build.
    """
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PARTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [name for name in sorted(listed.stdout.splitlines()) if (ROOT / name).is_file()]
    digest = hashlib.sha256()
    for name in files:
        digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes())

    def build(folder: Path) -> None:
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name, follow_symlinks=False)
        _npm_in(folder / "editors/vscode", "ci")
        environment = {**_with_node(), "PATH": f"{code.node.parent}{os.pathsep}{_with_node()['PATH']}"}
        command = [sys.executable, ".dev/vsix.py", "--out", str(folder / VSIX)]
        subprocess.run(command, cwd=folder, env=environment, check=True, timeout=TIMEOUT)
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)

    return once(f"vsix-{digest.hexdigest()[:8]}", build) / VSIX
