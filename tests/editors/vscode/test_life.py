"""The server's life: it is killed and comes back, it cannot start and that is said once."""

from __future__ import annotations

from .remote import wait_for
from .server import ServerProgram
from .window import Window

SLEEP = "blocking-sleep-in-async"
SLEEPY = """\
pub async fn wait() {
    std::thread::sleep(std::time::Duration::from_millis(5));
}
"""


def test_a_server_that_was_killed_is_started_again_and_says_what_it_said(window: Window, program: ServerProgram):
    file = window.write("src/killed.rs", SLEEPY)
    file.until_found(SLEEP)
    before = len(program.starts)
    program.kill()
    wait_for(lambda: len(program.starts), lambda count: count > before, "another server")
    file.type_at((0, 0), "// typed meanwhile 😀\n")
    file.until_starts(file.place("std::thread"))


def test_the_server_is_started_anew_on_command(window: Window, program: ServerProgram):
    file = window.write("src/restarted.rs", SLEEPY)
    file.until_found(SLEEP)
    before = len(program.starts)
    window.run("rust-perf.restartServer")
    wait_for(lambda: len(program.starts), lambda count: count == before + 1, "another server")
    file.until_found(SLEEP)
