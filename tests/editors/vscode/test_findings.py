"""What is found appears, moves with what is typed, and goes."""

from __future__ import annotations

from .window import Window

SLEEP = "blocking-sleep-in-async"
SLEEPY = """\
use std::time::Duration;

pub async fn wait() {
    let name = "é😀"; std::thread::sleep(Duration::from_millis(5)); drop(name);
}
"""


def test_a_finding_stands_on_its_call_though_an_emoji_is_before_it(window: Window):
    file = window.write("src/appears.rs", SLEEPY)
    (found,) = file.until_found(SLEEP)
    assert found["range"] == [[*file.place("std::thread")], [*file.place("; drop")]]
    assert found["severity"] == "Error"
    assert "blocks this async worker" in found["message"]


def test_a_finding_moves_while_text_is_typed_above_it_and_on_its_line(window: Window):
    file = window.write("src/moves.rs", SLEEPY)
    file.until_found(SLEEP)
    file.type_at((0, 0), "// 😀 é\n")
    file.type_at(file.place("let name"), "let _ = '😀'; ")
    file.until_starts(file.place("std::thread"))
    assert file.path.read_text() == SLEEPY, "nothing was saved"


def test_a_finding_appears_and_goes_with_a_word(window: Window):
    file = window.write("src/word.rs", SLEEPY.replace("async fn", "fn"))
    file.until_found()
    file.type_at(file.place("fn wait"), "async ")
    file.until_found(SLEEP)
    window.run("undo")
    file.until_found()


def test_a_finding_counts_its_columns_in_a_file_with_carriage_returns(window: Window):
    file = window.write("src/returns.rs", SLEEPY.replace("\n", "\r\n"))
    (found,) = file.until_found(SLEEP)
    assert found["range"] == [[*file.place("std::thread")], [*file.place("; drop")]]


def test_code_that_does_not_parse_keeps_its_findings(window: Window):
    file = window.write("src/broken.rs", SLEEPY)
    file.until_found(SLEEP)
    file.type_at((0, 0), "pub fn half(\n")
    file.until_starts(file.place("std::thread"))
    file.type_at((0, 12), ") {}")
    file.until_starts(file.place("std::thread"))
