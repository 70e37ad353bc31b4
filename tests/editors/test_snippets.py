"""What is written for editors that do not run here is held against what their documentation says of such files.

Kakoune runs here, without its client for language servers; Zed and Sublime Text do not.
"""

from __future__ import annotations

import json
import subprocess
import tomllib

import pytest
from rust_perf_analyzer.settings import from_mapping

from . import installing
from .home import Home, installed
from .snippets import EDITORS, after
from .waiting import PATIENCE

COMMAND = ["rust-perf-analyzer", "server"]
KAKOUNE_KEYS = {"root", "root_globs", "single_instance", "command", "args", "envs", "settings_section", "settings"}
SUBLIME_KEYS = {"enabled", "command", "selector", "schemes", "env", "settings", "initializationOptions"}
ZED_KEYS = {"id", "name", "version", "schema_version", "authors", "description", "language_servers"}


@pytest.mark.parametrize(
    ("file", "servers"), [("src/main.rs", ["rust-analyzer", "rust-perf"]), ("Cargo.toml", ["rust-perf"])]
)
def test_kakoune_has_the_servers_of_a_file(home: Home, file: str, servers: list[str]):
    """The option that kakoune-lsp reads, as Kakoune sets it."""
    program, out = installed(installing.debian, "kak", "trixie"), home.folder / "servers"
    snippet = EDITORS / "kakoune" / "rust-perf.kak"
    commands = (
        f"declare-option str lsp_servers; source {snippet}; edit {file}; echo -to-file {out} %opt{{lsp_servers}}; quit!"
    )
    ran = subprocess.run(
        [program, "-ui", "dummy", "-e", commands],
        cwd=home.workspace,
        env=home.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found = tomllib.loads(out.read_text())
    assert list(found) == servers
    assert all(set(server) <= KAKOUNE_KEYS for server in found.values())
    assert [found["rust-perf"]["command"], *found["rust-perf"]["args"]] == COMMAND


def test_kakoune_s_wishes_are_settings_of_ours():
    table = tomllib.loads(after(EDITORS / "kakoune" / "README.md", "wishes", "toml"))
    accepted(table["rust-perf"]["settings"]["rust-perf"])


def test_sublime_text_is_told_what_its_package_knows():
    readme = EDITORS / "sublime" / "README.md"
    client = json.loads(after(readme, "Settings*", "json"))["clients"]["rust-perf"]
    wishes = json.loads(f"{{{after(readme, 'beside `selector`', 'json')}}}")
    assert set(client) | set(wishes) <= SUBLIME_KEYS
    assert client["command"] == COMMAND
    accepted({name.removeprefix("rust-perf."): value for name, value in wishes["settings"].items()})


def test_zed_is_told_what_an_extension_may_say():
    folder = EDITORS / "zed"
    extension = tomllib.loads((folder / "extension.toml").read_text())
    assert set(extension) == ZED_KEYS
    assert extension["schema_version"] == 1
    assert extension["language_servers"]["rust-perf"]["languages"] == ["Rust", "TOML"]
    settings = json.loads(after(folder / "README.md", "settings.json", "json"))
    (server,) = extension["language_servers"]
    accepted(settings["lsp"][server]["settings"]["rust-perf"])


def test_helix_s_wishes_are_settings_of_ours():
    table = tomllib.loads(after(EDITORS / "helix" / "README.md", "on top of it", "toml"))
    accepted(table["language-server"]["rust-perf"]["config"])


def accepted(settings: dict[str, object]) -> None:
    """The server takes these settings without a complaint."""
    from rust_perf_analyzer.disk.chosen import known_words

    _, problems = from_mapping(settings, known_words(), "the editor")
    assert problems == []
    assert settings
