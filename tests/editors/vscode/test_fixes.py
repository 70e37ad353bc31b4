"""Fixes: the text afterwards is the text that was promised, with emoji on the line and carriage returns kept."""

from __future__ import annotations

import pytest

from .window import Window

SLEEP = "blocking-sleep-in-async"
FIX = "Replace by `tokio::time::sleep(..).await`"
FIX_ALL = "source.fixAll.rust-perf-analyzer"
SLEEPY = """\
use std::time::Duration;

pub async fn wait() {
    let name = "é😀"; std::thread::sleep(Duration::from_millis(5)); drop(name);
}
"""
FIXED = """\
use std::time::Duration;

pub async fn wait() {
    let name = "é😀"; tokio::time::sleep(Duration::from_millis(5)).await; drop(name);
}
"""
LOCKED = """\
pub struct Cache {
    entries: tokio::sync::Mutex<Vec<u64>>,
}

impl Cache {
    pub async fn put(&self, value: u64) {
        println!("größer 😀"); self.entries.lock().await.push(value);
        tokio::task::yield_now().await;
    }
}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_quick_fix_is_applied(window: Window, newline: str):
    file = window.write(f"src/fix{len(newline)}.rs", SLEEPY.replace("\n", newline))
    file.until_found(SLEEP)
    (preferred,) = [action for action in file.actions(file.place("thread::sleep")) if action["isPreferred"]]
    assert preferred["title"] == FIX
    file.apply(file.place("thread::sleep"), FIX)
    file.until_found()
    assert file.text == FIXED.replace("\n", newline)
    file.save()
    assert file.path.read_bytes().decode() == FIXED.replace("\n", newline)


def test_an_unsafe_fix_says_so_and_is_not_the_preferred_one(window: Window):
    file = window.write("src/unsafe.rs", LOCKED)
    file.until_found("async-mutex-without-await")
    fix, *_ = file.actions(file.place("self.entries"), "quickfix")
    assert "may change behaviour" in fix["title"]
    assert not fix["isPreferred"]
    assert file.titles(file.place("self.entries"), FIX_ALL) == []
    file.apply(file.place("self.entries"), fix["title"])
    file.until_found()
    assert "std::sync::Mutex<Vec<u64>>" in file.text
    assert 'println!("größer 😀"); self.entries.lock().unwrap().push(value);' in file.text


def test_a_finding_is_allowed_on_a_line_of_its_own_above(window: Window):
    file = window.write("src/allowed.rs", SLEEPY)
    file.until_found(SLEEP)
    file.apply(file.place("thread::sleep"), f"Allow `{SLEEP}` here")
    file.until_found()
    before, after = SLEEPY.split("    let name")
    assert file.text == f"{before}    // rust-perf: allow({SLEEP})\n    let name{after}"


def test_a_finding_is_allowed_in_a_file(window: Window):
    file = window.write("src/allowed_all.rs", SLEEPY)
    file.until_found(SLEEP)
    file.apply(file.place("thread::sleep"), f"Allow `{SLEEP}` in this file")
    file.until_found()
    assert file.text.endswith(SLEEPY)


def test_what_suppresses_stands_below_what_fixes(window: Window):
    file = window.write("src/order.rs", SLEEPY)
    file.until_found(SLEEP)
    first, *others = file.titles(file.place("thread::sleep"), "quickfix")
    assert first == FIX
    words = [title.split()[0] for title in others]
    silencing = words[words.index("Allow") :]
    assert len(silencing) >= 2
    assert set(silencing) <= {"Allow", "Turn"}


def test_all_safe_fixes_of_a_file_at_once(window: Window):
    text = SLEEPY + SLEEPY.split("\n", 1)[1].replace("wait()", "again()")
    file = window.write("src/all.rs", text)
    file.until_found(SLEEP, SLEEP)
    (title,) = file.titles((0, 0), FIX_ALL)
    assert title == "rust-perf: apply all 2 safe fixes in this file"
    file.apply((0, 0), title, FIX_ALL)
    file.until_found()
    assert file.text == FIXED + FIXED.split("\n", 1)[1].replace("wait()", "again()")


def test_safe_fixes_are_applied_when_a_file_is_saved_where_that_is_wished_for(window: Window):
    window.set("editor.codeActionsOnSave", {FIX_ALL: "explicit"})
    try:
        file = window.write("src/saved.rs", SLEEPY)
        file.until_found(SLEEP)
        file.type_at((1, 0), "// 😀")
        file.save()
        assert file.path.read_text() == FIXED.replace("\n\n", "\n// 😀\n")
    finally:
        window.set("editor.codeActionsOnSave", None)
