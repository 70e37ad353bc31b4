"""A running VS Code: its server, the page that shows it, and the probe in its extension host."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..waiting import PATIENCE, wait_for
from .installation import VsCode
from .remote import Remote

HERE = Path(__file__).parent
_ADDRESS = re.compile(r"HTTP server listening on (http://127\.0\.0\.1:\d+)/")
"""What the server says of itself in its log, with the port that the system gave it."""
QUIET: dict[str, Any] = {
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoUpdate": False,
    "extensions.autoCheckUpdates": False,
    "extensions.ignoreRecommendations": True,
    "workbench.startupEditor": "none",
    "workbench.enableExperiments": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.layoutControl.enabled": False,
    "window.menuBarVisibility": "hidden",
    "window.commandCenter": False,
    "window.confirmBeforeClose": "never",
    "chat.disableAIFeatures": True,
    "git.enabled": False,
    "editor.minimap.enabled": False,
    "editor.fontFamily": "'DejaVu Sans Mono', monospace",
    "editor.hover.delay": 200,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
}
"""Settings under which VS Code does nothing of its own accord."""


class Workbench:
    """One server of VS Code with one page. `start` it, `stop` it."""

    def __init__(self, code: VsCode, extension: Path, settings: Mapping[str, Any]) -> None:
        self._code = code
        self._extension = extension
        self._processes: list[subprocess.Popen[str]] = []
        # Not in pytest's folder: what Chromium and VS Code keep there has long names already.
        self.home = Path(tempfile.mkdtemp(prefix="code-"))
        # What names a program is looked for among the settings of the machine, the rest among the user's.
        for owner in ("User", "Machine"):
            file = self.home / "data" / owner / "settings.json"
            file.parent.mkdir(parents=True)
            file.write_text(json.dumps({**QUIET, **settings}))
        self._log = self.home / "server.log"
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.settimeout(PATIENCE)
        self._connection: socket.socket | None = None
        self.probe: Remote
        self.browser: Remote

    def start(
        self,
        folder: Path,
        *,
        trusts: bool = True,
        size: tuple[int, int] = (1200, 720),
        scale: float = 1,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Serve, and show a folder. Where VS Code does not trust folders unasked, it is in restricted mode."""
        environment = {**self._environment(), **(environment or {})}
        for each in (self._extension, self._pack_probe()):
            self._run(["--install-extension", str(each)], environment)
        options = [
            "--bind-addr",
            "127.0.0.1:0",
            "--auth",
            "none",
            "--disable-telemetry",
            "--disable-update-check",
        ]
        self._serve([*options, *(["--disable-workspace-trust"] if trusts else [])], environment, folder)
        (address,) = wait_for(lambda: _ADDRESS.findall(self._log.read_text()), bool, "the address of VS Code")
        self.browser = self._browse(size, scale)
        self.browser.ask("goto", url=f"{address}/?folder={quote(str(folder))}")
        connection, _ = self._door.accept()
        self._connection = connection
        self.probe = Remote(connection.fileno(), connection.makefile("w"))

    def stop(self) -> None:
        """End what was started, the browser first, and remove what it kept."""
        for process in reversed(self._processes):
            if process.stdin:
                process.stdin.close()
            else:
                process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._door.close()
        if self._connection:
            self._connection.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VSCODE", "RUST_PERF"))
        }
        home = self.home / "home"
        home.mkdir(exist_ok=True)
        return {**kept, "HOME": str(home), "PROBE_PORT": str(self._door.getsockname()[1]), "SHELL": "/bin/sh"}

    def _command(self, words: list[str]) -> list[str]:
        folders = ["--user-data-dir", str(self.home / "data"), "--extensions-dir", str(self.home / "extensions")]
        return [*self._code.server, *folders, *words]

    def _run(self, words: list[str], environment: Mapping[str, str]) -> None:
        subprocess.run(self._command(words), env=environment, capture_output=True, check=True, timeout=PATIENCE)

    def _serve(self, words: list[str], environment: Mapping[str, str], folder: Path) -> None:
        with self._log.open("w") as log:
            command = self._command(words)
            self._processes.append(
                subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log, text=True)
            )

    def _browse(self, size: tuple[int, int], scale: float) -> Remote:
        about = {
            "installation": str(self._code.folder),
            "executable": str(self._code.chromium),
            "profile": str(self.home / "browser"),
            "width": size[0],
            "height": size[1],
            "scale": scale,
        }
        command = [str(self._code.node), str(HERE / "browser.mjs"), json.dumps(about)]
        process = subprocess.Popen(
            command, env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._processes.append(process)
        assert process.stdin
        assert process.stdout
        return Remote(process.stdout.fileno(), process.stdin)

    def _pack_probe(self) -> Path:
        """The probe as VS Code installs it: an archive with a manifest of its own around the extension's."""
        about = json.loads((HERE / "probe/package.json").read_text())
        manifest = f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="{about["name"]}" Version="{about["version"]}" Publisher="{about["publisher"]}"/>
    <DisplayName>{about["displayName"]}</DisplayName>
    <Description xml:space="preserve">{about["description"]}</Description>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"/></Assets>
</PackageManifest>
"""
        packed = self.home / "probe.vsix"
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("extension.vsixmanifest", manifest)
            for path in (HERE / "probe").iterdir():
                archive.write(path, f"extension/{path.name}")
        return packed
