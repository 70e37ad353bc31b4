"""package.json says what the server knows, and the walkthrough shows what is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer import __version__
from rust_perf_analyzer.lsp.handshake import COMMANDS

from .packing import BENCH, EXTENSION, ROOT

MANIFEST: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text("utf-8"))
CONTRIBUTES = MANIFEST["contributes"]
SOURCES = "\n".join(path.read_text("utf-8") for path in sorted((EXTENSION / "src").glob("*.ts")))


def test_the_settings_are_those_that_the_server_knows():
    command = [sys.executable, str(ROOT / ".dev" / "vscode_settings.py"), "--check"]
    environment = {"PYTHONPATH": str(ROOT / ".dev" / "link"), "PATH": ""}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_every_setting_is_explained_in_the_readme():
    readme = (EXTENSION / "README.md").read_text("utf-8")
    missing = [name for name in CONTRIBUTES["configuration"]["properties"] if f"| `{name}` |" not in readme]
    assert missing == []


def test_the_readme_has_its_pictures_in_the_checkout_and_none_that_vs_code_would_not_load():
    readme = (EXTENSION / "README.md").read_text("utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert pictures
    assert all((EXTENSION / picture).is_file() for picture in pictures)
    packed = BENCH.without_pictures(readme)
    assert "![" not in packed
    assert [line for line in readme.splitlines() if line and not line.startswith("![")] == [
        line for line in packed.splitlines() if line
    ]
    assert BENCH.without_pictures("![a](https://example.org/a.png)\n") == "![a](https://example.org/a.png)\n"


def test_the_extension_is_as_old_as_the_server_and_asks_for_none_that_is_newer():
    minimum = re.search(r'MINIMUM_SERVER = "([\d.]+)"', SOURCES)
    assert minimum
    assert MANIFEST["version"] == __version__
    assert [int(part) for part in minimum[1].split(".")] <= [int(part) for part in __version__.split(".")]


def test_it_wakes_for_rust_and_for_cargos_manifests_only():
    assert MANIFEST["activationEvents"] == ["onLanguage:rust", "workspaceContains:**/Cargo.toml"]


def test_every_command_is_there_twice():
    registered = set(re.findall(r"^    (\w+): \(", (EXTENSION / "src/commands.ts").read_text("utf-8"), re.MULTILINE))
    assert {f"rust-perf.{name}" for name in registered} == {command["command"] for command in CONTRIBUTES["commands"]}


def test_the_commands_that_it_sends_are_those_of_the_server():
    sent = re.search(r"type ServerCommand = (.*);", (EXTENSION / "src/protocol.ts").read_text("utf-8"))
    assert sent
    assert {f"rust-perf-analyzer.{name}" for name in re.findall(r'"(\w+)"', sent[1])} == set(COMMANDS)


def test_a_folder_that_is_not_trusted_cannot_say_what_is_run():
    untrusted = MANIFEST["capabilities"]["untrustedWorkspaces"]
    assert untrusted["supported"] == "limited"
    assert untrusted["restrictedConfigurations"] == ["rust-perf.path"]
    assert MANIFEST["capabilities"]["virtualWorkspaces"]["supported"] is False
    assert MANIFEST["extensionKind"] == ["workspace"]
    assert "extensionDependencies" not in MANIFEST


def test_the_pictures_and_texts_that_it_names_are_there():
    steps = CONTRIBUTES["walkthroughs"][0]["steps"]
    for name in (MANIFEST["icon"], *(step["media"]["markdown"] for step in steps)):
        assert (EXTENSION / name).is_file(), name
    assert (EXTENSION / MANIFEST["icon"]).read_bytes()[16:24] == (256).to_bytes(4, "big") * 2


def test_the_walkthrough_leads_to_commands_that_are_there():
    known = {command["command"] for command in CONTRIBUTES["commands"]} | {"workbench.action.openSettings"}
    text = json.dumps(CONTRIBUTES["walkthroughs"])
    assert set(re.findall(r"command:([\w.-]+)", text)) | set(re.findall(r"onCommand:([\w.-]+)", text)) <= known


def test_the_sample_of_the_walkthrough_has_its_three_findings():
    environment = {"PYTHONPATH": str(ROOT / ".dev" / "link"), "PATH": ""}
    sample = EXTENSION / "walkthrough" / "sample.rs"
    command = [sys.executable, "-P", "-m", "rust_perf_analyzer", "check", "--no-config", "--no-cache"]
    command += ["--format", "json", "--stdin-filename", "sample.rs", "-"]
    result = subprocess.run(
        command, cwd="/", env=environment, input=sample.read_text("utf-8"), capture_output=True, text=True, check=False
    )
    found = [finding["rule"] for finding in json.loads(result.stdout)["findings"]]
    assert found == ["unbounded-channel", "blocking-sleep-in-async", "blocking-fs-in-async"]


@pytest.mark.parametrize("word", ["resolved", "http://", "registry."])
def test_the_lock_names_no_registry(word: str):
    lock = json.loads((EXTENSION / "package-lock.json").read_text("utf-8"))
    told = [{key: value for key, value in package.items() if key != "funding"} for package in lock["packages"].values()]
    assert word not in json.dumps(told)


def test_what_is_bundled_is_what_the_tests_run_with():
    locked = {path: _pins(ROOT / ".dev" / "locks" / path) for path in ("bundle.txt", "run.txt")}
    assert locked["bundle.txt"]
    assert locked["bundle.txt"] <= locked["run.txt"]


def _pins(path: Path) -> set[str]:
    return set(re.findall(r"^\S+==\S+", path.read_text("utf-8"), re.MULTILINE))
