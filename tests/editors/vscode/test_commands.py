"""The commands of the palette."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator

import pytest

from ..waiting import wait_for
from .server import ServerProgram
from .window import Window

SLEEP = "blocking-sleep-in-async"
READ = "blocking-fs-in-async"
SLEEPY = """\
pub async fn wait() {
    let name = "é😀"; std::thread::sleep(std::time::Duration::from_millis(5)); drop(name);
}
"""
READING = """\
pub async fn read() -> std::io::Result<String> {
    std::fs::read_to_string("😀.txt")
}
"""
PREVIEW = "markdown.preview"
PAGE = f"rust-perf-page:/{SLEEP}.md"


@pytest.fixture
def scanned(window: Window) -> Iterator[Window]:
    """A window that shows what is open only, once more in the end."""
    yield window
    shutil.rmtree(window.folder / "src/many", ignore_errors=True)
    window.run("rust-perf.restartServer")
    window.run("notifications.clearAll")


def test_all_safe_fixes_of_the_file_that_is_shown(window: Window):
    file = window.write("src/command_all.rs", SLEEPY + READING)
    file.until_found(SLEEP, READ)
    window.run("rust-perf.fixAll")
    file.until_found()
    assert 'let name = "é😀"; tokio::time::sleep(' in file.text
    assert 'tokio::fs::read_to_string("😀.txt").await' in file.text
    window.run("undo")
    assert file.text == SLEEPY + READING, "one step back takes all of it back"


def test_the_fixes_of_one_rule_leave_the_others(window: Window):
    file = window.write("src/command_rule.rs", SLEEPY + READING)
    file.until_found(SLEEP, READ)
    window.run("rust-perf.fixRule", READ, file.uri)
    file.until_found(SLEEP)
    assert file.text.startswith(SLEEPY)


def test_the_page_of_a_rule_opens_rendered_beside_the_code(window: Window):
    window.close_all()
    window.write("src/paged.rs", SLEEPY).until_found(SLEEP)
    window.run("rust-perf.openPage", SLEEP)
    window.until("tabs", lambda tabs: any(PREVIEW in (tab["view"] or "") for tab in tabs), "the page")
    text = wait_for(window.page_text, lambda text: "Why it costs" in text, "the text of the page")
    assert SLEEP in text
    assert "##" not in text, "it is rendered"
    window.close_all()


def test_the_link_of_a_finding_leads_to_the_page_inside_the_editor(window: Window):
    file = window.write("src/linked.rs", SLEEPY)
    (found,) = file.until_found(SLEEP)
    assert found["link"] == PAGE
    assert f"({PAGE})" in file.hover(file.place("std::thread"))
    window.probe("openLink", uri=PAGE)
    window.until("tabs", lambda tabs: any(PAGE in (tab["uri"] or "") for tab in tabs), "the page")
    window.close_all()


def test_a_scan_shows_the_findings_of_files_that_are_not_open(scanned: Window):
    closed = scanned.folder / "src/never_opened.rs"
    closed.write_text(SLEEPY)
    result = scanned.run("rust-perf.scanWorkspace")
    assert result["cancelled"] is False
    assert result["files"] >= len(list(scanned.folder.rglob("*.rs")))
    assert result["findings"] >= 1
    scanned.until("diagnostics", lambda all: [each["code"] for each in all] == [SLEEP], closed.name, path=str(closed))
    told = f"{result['findings']} findings in {result['files']} files"
    wait_for(scanned.notifications, lambda texts: any(told in text for text in texts), told)


def test_a_scan_shows_how_far_it_is_and_can_be_cancelled(scanned: Window, program: ServerProgram):
    many = scanned.folder / "src/many"
    many.mkdir()
    for number in range(400):
        (many / f"file{number}.rs").write_text(SLEEPY * 50)
    program.signal(signal.SIGSTOP)
    try:
        scanned.probe("begin", command="rust-perf.scanWorkspace", arguments=[])
        scanned.page("click", selector=".notification-list-item:has-text('Rust Perf') >> text=Cancel")
    finally:
        program.signal(signal.SIGCONT)
    result = scanned.probe("finish")
    assert result["cancelled"] is True


def test_debug_information_is_shown_as_a_document(window: Window):
    window.run("rust-perf.debugInformation")
    text = window.until("activeText", lambda text: "# rust-perf-analyzer" in text, "the information")
    assert "Visual Studio Code" in text or "code-server" in text
    assert "utf-16" in text
    assert "Python" in text
    window.run("workbench.action.revertAndCloseActiveEditor")


def test_the_status_counts_what_was_found(window: Window):
    window.write("src/counted.rs", SLEEPY + READING).until_found(SLEEP, READ)

    def agrees(text: str) -> bool:
        listed = window.probe("listed", severity="Error")
        return text.startswith(f"Rust Perf: {listed} critical") and "(open files, server " in text

    window.until("status", agrees, "the status")
