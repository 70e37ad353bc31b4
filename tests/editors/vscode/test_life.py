"""The server's life: it is killed and comes back, it cannot start and that is said once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..waiting import wait_for
from .server import ServerProgram
from .window import Window

SLEEP = "blocking-sleep-in-async"
SLEEPY = """\
pub async fn wait() {
    std::thread::sleep(std::time::Duration::from_millis(5));
}
"""


@pytest.fixture
def calm(window: Window, program: ServerProgram) -> Iterator[Window]:
    """A window without messages, which has its server again in the end."""
    window.run("notifications.clearAll")
    yield window
    program.set_broken(False)
    window.set("rust-perf.path", str(program.path))
    window.run("rust-perf.restartServer")
    window.run("notifications.clearAll")


def test_a_server_that_was_killed_is_started_again_and_says_what_it_said(calm: Window, program: ServerProgram):
    file = calm.write("src/killed.rs", SLEEPY)
    file.until_found(SLEEP)
    before = len(program.starts)
    program.kill()
    wait_for(lambda: len(program.starts), lambda count: count > before, "another server")
    file.type_at((0, 0), "// typed meanwhile 😀\n")
    file.until_starts(file.place("std::thread"))
    assert calm.notifications() == []


def test_the_server_is_started_anew_on_command(calm: Window, program: ServerProgram):
    file = calm.write("src/restarted.rs", SLEEPY)
    file.until_found(SLEEP)
    before = len(program.starts)
    calm.run("rust-perf.restartServer")
    wait_for(lambda: len(program.starts), lambda count: count == before + 1, "another server")
    file.until_found(SLEEP)


def test_a_server_that_always_crashes_is_left_alone_and_that_is_said_once(calm: Window, program: ServerProgram):
    file = calm.write("src/crashing.rs", SLEEPY)
    file.until_found(SLEEP)
    program.set_broken(True)
    program.kill()
    calm.until("status", lambda text: "failed" in text, "the end of the trials")
    tried = len(program.starts)
    (told,) = wait_for(calm.notifications, bool, "a message")
    assert "is left alone now" in told
    assert "Restart Server" in told
    program.set_broken(False)
    calm.run("rust-perf.restartServer")
    file.until_found(SLEEP)
    assert len(program.starts) == tried + 1, "it was left alone"


def test_a_server_that_is_not_there_is_complained_about_with_the_next_step(calm: Window, tmp_path: Path):
    file = calm.write("src/missing.rs", SLEEPY)
    file.until_found(SLEEP)
    calm.set("rust-perf.path", str(tmp_path / "nowhere"))
    told = wait_for(calm.notifications, bool, "a message")
    assert told == [f"Rust Perf: What the setting rust-perf.path names is no program: {tmp_path / 'nowhere'}"]
    buttons = {"selector": ".notification-list-item .monaco-button"}
    wait_for(lambda: calm.page("texts", **buttons), lambda titles: "Open Settings" in titles, "the next step")


def test_a_server_that_is_too_old_is_complained_about(calm: Window, tmp_path: Path):
    old = tmp_path / "rust-perf-analyzer"
    old.write_text("#!/bin/sh\necho rust-perf-analyzer 0.0.1\n")
    old.chmod(0o755)
    calm.set("rust-perf.path", str(old))
    told = wait_for(calm.notifications, lambda texts: "is version 0.0.1" in " ".join(texts), "a message")
    assert "or later is needed" in " ".join(told)
