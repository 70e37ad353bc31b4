"""Settings count as soon as they are changed, those of the editor and those of the project."""

from __future__ import annotations

from .window import Window

SLEEP = "blocking-sleep-in-async"
SLEEPY = """\
pub async fn wait() {
    std::thread::sleep(std::time::Duration::from_millis(5));
}
"""


def test_a_rule_is_switched_off_and_on_again(window: Window):
    file = window.write("src/switched.rs", SLEEPY)
    file.until_found(SLEEP)
    window.set("rust-perf.ignore", [SLEEP])
    try:
        file.until_found()
    finally:
        window.set("rust-perf.ignore", None)
    file.until_found(SLEEP)


def test_a_severity_is_changed(window: Window):
    file = window.write("src/severe.rs", SLEEPY)
    file.until_found(SLEEP)
    window.set("rust-perf.severity", {SLEEP: "suggestion"})
    try:
        file.until(lambda found: [each["severity"] for each in found] == ["Information"], "a suggestion")
    finally:
        window.set("rust-perf.severity", None)


def test_the_settings_file_of_the_project_counts_when_it_is_written(window: Window):
    file = window.write("src/projected.rs", SLEEPY)
    file.until_found(SLEEP)
    settings = window.folder / "rust-perf.toml"
    settings.write_text(f'ignore = ["{SLEEP}"]\n')
    try:
        file.until_found()
    finally:
        settings.unlink()
    file.until_found(SLEEP)


def test_the_findings_of_all_files_are_shown_and_cleared_again(window: Window):
    closed = window.folder / "src/closed.rs"
    closed.write_text(SLEEPY)
    window.write("src/open.rs", SLEEPY).until_found(SLEEP)
    window.set("rust-perf.diagnosticMode", "workspace")
    try:
        window.until(
            "diagnostics", lambda all: [each["code"] for each in all] == [SLEEP], "closed.rs", path=str(closed)
        )
    finally:
        window.set("rust-perf.diagnosticMode", None)
    window.until("diagnostics", lambda all: all == [], "silence of closed.rs", path=str(closed))
