"""The commands of the palette."""

from __future__ import annotations

import signal

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
    text = window.page_text()
    assert SLEEP in text
    assert "Why it costs" in text
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


def test_a_scan_shows_the_findings_of_files_that_are_not_open(window: Window):
    closed = window.folder / "src/never_opened.rs"
    closed.write_text(SLEEPY)
    scanned = window.run("rust-perf.scanWorkspace")
    assert scanned["cancelled"] is False
    assert scanned["files"] >= len(list(window.folder.rglob("*.rs")))
    assert scanned["findings"] >= 1
    window.until("diagnostics", lambda all: [each["code"] for each in all] == [SLEEP], closed.name, path=str(closed))
    (told,) = [text for text in window.notifications() if "findings in" in text]
    assert f"{scanned['findings']} findings in {scanned['files']} files" in told
    window.run("notifications.clearAll")


def test_a_scan_shows_how_far_it_is_and_can_be_cancelled(window: Window, program: ServerProgram):
    many = window.folder / "src/many"
    many.mkdir()
    for number in range(400):
        (many / f"file{number}.rs").write_text(SLEEPY * 50)
    program.signal(signal.SIGSTOP)
    try:
        window.probe("begin", command="rust-perf.scanWorkspace", arguments=[])
        window.page("click", selector=".notification-list-item:has-text('Rust Perf') >> text=Cancel")
    finally:
        program.signal(signal.SIGCONT)
    scanned = window.probe("finish")
    assert scanned["cancelled"] is True
    assert scanned["files"] < 400
    window.run("notifications.clearAll")


def test_debug_information_is_shown_as_a_document(window: Window):
    window.run("rust-perf.debugInformation")
    text = window.until("activeText", lambda text: "# rust-perf-analyzer" in text, "the information")
    assert "Visual Studio Code" in text or "code-server" in text
    assert "utf-16" in text
    assert "Python" in text
    window.run("workbench.action.revertAndCloseActiveEditor")


def test_the_status_counts_what_was_found(window: Window):
    window.close_all()
    window.write("src/counted.rs", SLEEPY + READING)
    window.until("status", lambda text: text.startswith("Rust Perf: 2 critical · open files, server "), "the status")
