"""In Helix, with the configuration that the README tells its users to write."""

from __future__ import annotations

import os
import shlex
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import installing
from .home import FIXED, Home, installed
from .opening import opening
from .sessions import goes_again
from .snippets import EDITORS, ROOT, after
from .terminal import Terminal
from .toy_server import MESSAGE
from .waiting import until

README = EDITORS / "helix" / "README.md"
SLEEPS, CHANNEL, LTO = "blocks this async worker", "has no bound", "does not ask for `lto`"
BORDERS = '[editor]\npopup-border = "menu"\n'

Open = Callable[[Path], "Helix"]


class Helix(Terminal):
    """Helix with a file in it."""

    def pick(self, title: str) -> list[str]:
        """Open the menu of code actions and pick one; what the menu says."""
        self.keys("Space", "a")
        menu = until(lambda: _menu_with(title, self.screen().splitlines()), self.screen)
        self.keys(*["Down"] * next(row for row, line in enumerate(menu) if title in line), "Enter")
        return menu

    def command(self, words: str) -> None:
        """Run a typable command."""
        self.type(f":{words}")
        self.keys("Enter")

    def save(self) -> None:
        """Write the file; Helix moves the old one away first, so that there is none for a moment."""
        self.command("write")
        self.shows("written")

    def go(self, words: str) -> None:
        """Select the next place of some words."""
        self.keys("g", "g", "/")
        self.type(words)
        self.keys("Enter")

    def insert(self, text: str) -> None:
        """Type a text before the selection, and end in normal mode."""
        self.keys("i")
        self.shows(" INS ")
        self.type(text)
        self.keys("Escape")
        self.shows(" NOR ")


def _menu_with(title: str, screen: list[str]) -> list[str]:
    """The lines of the menu that has this title; none while Helix is still drawing it."""
    rows = [number for number, line in enumerate(screen) if title in line and "│" in line]
    tops = [number for number, line in enumerate(screen[: rows[0]]) if "┌─" in line] if rows else []
    ends = [number for number, line in enumerate(screen) if "└─" in line and number > rows[0]] if rows else []
    return [line.split("│")[1].strip() for line in screen[tops[-1] + 1 : ends[0]]] if tops and ends else []


@pytest.fixture(params=["trixie", "forky"])
def suite(request: pytest.FixtureRequest) -> str:
    """Helix 25.01, and a newer one."""
    return str(request.param)


@pytest.fixture
def open_(suite: str, home: Home) -> Iterator[Open]:
    """Opens a file in Helix, as a user who followed the README."""
    program = installed(installing.debian, "hx", suite)
    tmux = installed(installing.tmux)
    home.write(".config/helix/config.toml", after(README, "config.toml", "toml").replace("[editor]\n", BORDERS))
    home.follow(after(README, "from a checkout", "sh"))
    log = home.folder / "helix.log"
    command = [str(program), "-v", "--log", str(log)]
    with opening(home, lambda file: Helix(tmux, home, shlex.join([*command, str(file)]))) as open_:
        yield open_
    assert "Traceback" not in log.read_text()


@pytest.fixture
def helix(open_: Open, home: Home) -> Helix:
    """Helix with the sample's `main.rs` in it, and its findings on the screen."""
    helix = open_(home.main)
    helix.shows(SLEEPS, CHANNEL)
    return helix


def test_findings_appear_and_move_while_typing(helix: Helix):
    helix.keys("g", "g")
    helix.insert("// é😀\n")
    helix.shows(SLEEPS, CHANNEL, "// é😀")
    helix.go("std::thread::sleep")
    helix.insert("/* 😀é */")
    helix.shows("/* 😀é */std", SLEEPS)
    helix.keys("x", "d")
    helix.hides(SLEEPS)
    helix.shows(CHANNEL)


def test_a_safe_fix_is_picked_and_saved(helix: Helix, home: Home):
    helix.keys("]", "d")
    titles = helix.pick("tokio::time::sleep")
    assert "tokio::time::sleep" in titles[0]
    helix.shows(FIXED)
    helix.hides(SLEEPS)
    helix.save()
    assert FIXED in home.main.read_text()


def test_an_unsafe_fix_says_so(helix: Helix):
    helix.go("unbounded_channel::")
    helix.pick("(may change behaviour)")
    helix.shows("mpsc::channel::<String>(1024)", "sender.send(other::line().await).await.is_err()")
    helix.hides(CHANNEL)


def test_a_finding_is_allowed_in_place(helix: Helix):
    helix.go("thread::sleep")
    helix.pick("Allow `blocking-sleep-in-async` here")
    helix.shows("// rust-perf: allow(blocking-sleep-in-async)", CHANNEL)
    helix.hides(SLEEPS)


def test_all_safe_fixes_of_the_file(helix: Helix):
    helix.go("unbounded_channel::")
    helix.pick("safe fix")
    helix.shows(FIXED, CHANNEL)
    helix.hides(SLEEPS)


def test_the_hover_says_why(helix: Helix):
    helix.go("thread::sleep")
    helix.keys("Space", "k")
    helix.shows("Heat: loop")


def test_settings_of_the_project_hold_when_they_are_saved(helix: Helix):
    helix.command("open rust-perf.toml")
    helix.insert('ignore = ["blocking-sleep-in-async"]')
    helix.save()
    helix.command("buffer-close")
    helix.shows(CHANNEL)
    helix.hides(SLEEPS)


def test_the_manifest_has_findings(open_: Open, home: Home):
    helix = open_(home.manifest)
    helix.shows(LTO)
    helix.keys("]", "d")
    helix.pick("Set `lto")
    helix.shows('lto = "thin"')
    helix.hides(LTO)


def test_the_whole_workspace_is_scanned(helix: Helix):
    helix.command("lsp-workspace-command rust-perf-analyzer.scanWorkspace")

    def lists_all() -> bool:
        helix.keys("Space", "D")
        screen = helix.shows("severity", "unbounded-channel")
        helix.keys("Escape")
        helix.hides("severity")
        return "missing-lto" in screen

    until(lists_all, helix.screen)


def test_a_server_that_died_is_started_again(helix: Helix, home: Home):
    (server,) = home.servers()
    os.kill(server, signal.SIGKILL)
    until(lambda: server not in home.servers())
    helix.command("lsp-restart")
    until(lambda: len(home.servers()) == 1, helix.screen)
    helix.go("thread::sleep")
    helix.keys("x", "d")
    helix.hides(SLEEPS)
    helix.keys("u")
    helix.shows(SLEEPS)
    helix.go("thread::sleep")
    helix.pick("tokio::time::sleep")
    helix.shows(FIXED)


def test_the_few_lines_of_the_project_s_readme_are_enough(open_: Open, home: Home):
    home.write(".config/helix/languages.toml", after(ROOT / "README.md", "**Helix**", "toml"))
    open_(home.main).shows(SLEEPS, CHANNEL)


def test_another_server_runs_beside_ours(open_: Open, home: Home):
    home.toy().rename(home.programs / "rust-analyzer")
    helix = open_(home.main)
    helix.shows(SLEEPS, CHANNEL, MESSAGE)
    helix.go("thread::sleep")
    helix.pick("tokio::time::sleep")
    helix.shows(FIXED, MESSAGE)
    helix.hides(SLEEPS)


def test_line_ends_of_windows_stay(open_: Open, home: Home):
    home.main.write_bytes(home.main.read_bytes().replace(b"\n", b"\r\n"))
    helix = open_(home.main)
    helix.shows(SLEEPS, CHANNEL)
    helix.go("unbounded_channel::")
    helix.pick("(may change behaviour)")
    helix.shows("mpsc::channel::<String>(1024)")
    helix.save()
    assert b"channel::<String>(1024);\r\n" in home.main.read_bytes()
    assert home.main.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0


async def test_a_recorded_session_goes_again(open_: Open, suite: str, home: Home, tmp_path: Path):
    home.record(tmp_path / "session.jsonl")
    helix = open_(home.main)
    helix.shows(SLEEPS, CHANNEL)
    helix.keys("g", "g")
    helix.insert("// é😀\n")
    helix.go("thread::sleep")
    helix.keys("Space", "k")
    helix.shows("Heat: loop")
    helix.keys("Escape")
    helix.hides("Heat: loop")
    helix.pick("tokio::time::sleep")
    helix.shows(FIXED)
    helix.hides(SLEEPS)
    helix.save()
    helix.command("open Cargo.toml")
    helix.shows(LTO)
    helix.command("quit-all!")
    home.wait_for_the_end()
    await goes_again(tmp_path / "session.jsonl", f"helix-{suite}", tmp_path / "again")
