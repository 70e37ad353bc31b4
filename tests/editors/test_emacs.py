"""In Emacs with eglot, with the file and the configuration that the README tells its users to take."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import installing
from .emacs import Emacs, quoted
from .home import CHANNEL, FIXED, LTO, SLEEP, Home, installed
from .opening import opening
from .sessions import goes_again
from .snippets import EDITORS, ROOT, after
from .toy_server import MESSAGE
from .waiting import until

README = EDITORS / "emacs" / "README.md"

QUIET = "(setq native-comp-async-report-warnings-errors nil)\n"
"""Debian's packages are compiled in the background, with a window full of warnings."""

PATIENT = "(setq jsonrpc-default-request-timeout 120 eglot-connect-timeout 120)\n"
"""Ten seconds for an answer and thirty for a server are few where other tests run as well."""

NO_LOCKS = "(setq create-lockfiles nil)\n"
"""Lock files are named after the user and the machine, and a recording is to say nothing of these."""

NO_RECONNECT = "(setq eglot-autoreconnect nil)\n"
"""Else eglot does by itself what the test asks it for, when the server has lived for three seconds."""

Open = Callable[[Path], Emacs]


@pytest.fixture
def open_(home: Home) -> Iterator[Open]:
    """Opens a file in the Emacs of a user who followed the README."""
    program, tmux = installed(installing.emacs), installed(installing.tmux)
    subprocess.run(["git", "init", "-q", home.workspace], check=True)
    home.follow(after(README, "From a checkout", "sh"))
    home.write(".emacs.d/init.el", after(README, "init.el", "elisp") + QUIET + PATIENT)
    with opening(home, lambda file: Emacs(program, tmux, home, file)) as open_:
        yield open_


@pytest.fixture
def emacs(open_: Open, home: Home) -> Emacs:
    """Emacs with the sample's `main.rs` in it, and its findings in the buffer."""
    emacs = open_(home.main)
    emacs.shows((SLEEP, 7), (CHANNEL, 12))
    return emacs


def test_findings_appear_and_move_while_typing(emacs: Emacs):
    emacs.eval("(goto-char 1)")
    emacs.insert("// é😀\n")
    emacs.shows((SLEEP, 8), (CHANNEL, 13))
    emacs.go("std::thread::sleep")
    emacs.insert("/* 😀é */")
    moved = (8, "std::thread::sleep(Duration::from_millis(5))")
    until(lambda: moved in [found[1:] for found in emacs.findings()], emacs.findings)
    emacs.eval("(progn (beginning-of-line) (kill-line) t)")
    emacs.shows((CHANNEL, 13))


def test_a_safe_fix_is_picked_and_saved(emacs: Emacs, home: Home):
    emacs.go("thread::sleep")
    titles = emacs.act("tokio::time::sleep")
    assert "Allow" in titles[-1]
    emacs.becomes(FIXED)
    emacs.shows((CHANNEL, 12))
    emacs.call("save-buffer")
    assert FIXED in home.main.read_text()


def test_an_unsafe_fix_says_so(emacs: Emacs):
    emacs.go("unbounded_channel::")
    emacs.act("(may change behaviour)")
    emacs.becomes('let who = "é😀"; let (sender, mut receiver) = mpsc::channel::<String>(1024);')
    emacs.becomes("sender.send(other::line().await).await.is_err()")
    emacs.shows((SLEEP, 7))


def test_a_finding_is_allowed_in_place(emacs: Emacs):
    emacs.go("thread::sleep")
    emacs.act(f"Allow `{SLEEP}` here")
    emacs.becomes(f"    // rust-perf: allow({SLEEP})")
    emacs.shows((CHANNEL, 13))


def test_all_safe_fixes_of_the_file(emacs: Emacs):
    emacs.call("rust-perf-fix-all")
    emacs.becomes(FIXED)
    emacs.shows((CHANNEL, 12))


def test_a_rule_is_fixed(emacs: Emacs):
    emacs.go("thread::sleep")
    emacs.call("rust-perf-fix-rule", SLEEP)
    emacs.becomes(FIXED)


def test_the_hover_says_why_and_the_page_opens(emacs: Emacs):
    emacs.go("thread::sleep")
    emacs.hover()
    emacs.call("rust-perf-page", SLEEP)
    emacs.becomes("tokio::time::sleep")
    assert emacs.eval("(file-name-nondirectory buffer-file-name)") == f"{SLEEP}.md"


def test_settings_of_the_editor_hold_at_once(emacs: Emacs):
    emacs.eval(
        f"(progn (setq-default eglot-workspace-configuration '(:rust-perf (:ignore [{quoted(SLEEP)}])))"
        " (eglot-signal-didChangeConfiguration (eglot-current-server)) t)"
    )
    emacs.shows((CHANNEL, 12))


def test_settings_of_the_project_hold_when_they_are_saved(emacs: Emacs, home: Home):
    emacs.visit(home.workspace / "rust-perf.toml")
    emacs.insert(f'ignore = ["{SLEEP}"]\n')
    emacs.call("save-buffer")
    emacs.visit(home.main)
    emacs.shows((CHANNEL, 12))


def test_the_manifest_has_findings(open_: Open, home: Home):
    emacs = open_(home.manifest)
    emacs.shows((LTO, 9))
    emacs.go("[profile.release]")
    emacs.act("lto")
    emacs.becomes('lto = "thin"')
    emacs.shows()


def test_the_whole_workspace_is_scanned(emacs: Emacs, home: Home):
    emacs.call("rust-perf-scan-workspace")
    assert "4 findings in 3 files" in emacs.eval('(with-current-buffer "*Messages*" (buffer-string))')


def test_what_the_server_knows_of_itself_is_shown(emacs: Emacs):
    emacs.call("rust-perf-debug-information")
    assert "utf-16" in emacs.eval('(with-current-buffer "*rust-perf*" (buffer-string))')


def test_a_server_that_died_is_started_again(open_: Open, home: Home):
    init = home.folder / ".emacs.d/init.el"
    init.write_text(init.read_text() + NO_RECONNECT)
    emacs = open_(home.main)
    emacs.shows((SLEEP, 7), (CHANNEL, 12))
    (server,) = home.servers()
    os.kill(server, signal.SIGKILL)
    until(lambda: server not in home.servers())
    # As long as Emacs has not noticed, it would ask whether to reconnect.
    until(lambda: emacs.eval("(null (eglot-current-server))") is True)
    emacs.call("eglot")
    emacs.eval("(goto-char 1)")
    emacs.insert("// again\n")
    emacs.shows((SLEEP, 8), (CHANNEL, 13))


def test_the_few_lines_of_the_project_s_readme_are_enough(open_: Open, home: Home):
    shutil.rmtree(home.folder / ".emacs.d")
    home.follow(after(ROOT / "README.md", "**Emacs**", "sh"))
    open_(home.main).shows((SLEEP, 7), (CHANNEL, 12))


def test_another_server_runs_beside_ours_behind_a_multiplexer(open_: Open, home: Home):
    folder = installed(installing.from_pypi, "rassumfrassum")
    home.script("rass", [sys.executable, "-m", "rassumfrassum"], PYTHONPATH=folder)
    home.toy().rename(home.programs / "rust-analyzer")
    init = home.folder / ".emacs.d/init.el"
    init.write_text(init.read_text() + after(README, "With rust-analyzer", "elisp"))
    emacs = open_(home.main)
    emacs.shows((SLEEP, 7), (MESSAGE, 11), (CHANNEL, 12))
    emacs.go("thread::sleep")
    emacs.act("tokio::time::sleep")
    emacs.becomes(FIXED)
    emacs.shows((MESSAGE, 11), (CHANNEL, 12))


def test_line_ends_of_windows_stay(open_: Open, home: Home):
    home.main.write_bytes(home.main.read_bytes().replace(b"\n", b"\r\n"))
    emacs = open_(home.main)
    emacs.shows((SLEEP, 7), (CHANNEL, 12))
    emacs.go("unbounded_channel::")
    emacs.act("(may change behaviour)")
    emacs.becomes("mpsc::channel::<String>(1024)")
    emacs.call("save-buffer")
    assert b"channel::<String>(1024);\r\n" in home.main.read_bytes()
    assert home.main.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0


async def test_a_recorded_session_goes_again(open_: Open, home: Home, tmp_path: Path):
    home.record(tmp_path / "session.jsonl")
    init = home.folder / ".emacs.d/init.el"
    init.write_text(init.read_text() + NO_LOCKS)
    emacs = open_(home.main)
    emacs.shows((SLEEP, 7), (CHANNEL, 12))
    emacs.eval("(goto-char 1)")
    emacs.insert("// é😀\n")
    emacs.shows((SLEEP, 8), (CHANNEL, 13))
    emacs.go("thread::sleep")
    emacs.hover()
    emacs.act("tokio::time::sleep")
    emacs.becomes(FIXED)
    emacs.shows((CHANNEL, 13))
    emacs.call("save-buffer")
    emacs.visit(home.manifest)
    emacs.shows((LTO, 9))
    emacs.call("rust-perf-fix-all")
    emacs.becomes('lto = "thin"')
    emacs.call("save-buffer")
    emacs.eval("(progn (eglot-shutdown (eglot-current-server)) t)")
    home.wait_for_the_end()
    await goes_again(tmp_path / "session.jsonl", "emacs-28", tmp_path / "again")
