"""Typing into real files: after every edit the kept findings are those of an analysis from scratch."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rust_perf_analyzer.analysis.engine import Analysis, analyse
from rust_perf_analyzer.analysis.syntax import chunks
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.analysis.workspace.summary import summarise
from rust_perf_analyzer.settings import Settings

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for folder in ("tests/rules", "examples")
    for path in sorted((ROOT / folder).rglob("*.rs"))
    if "target" not in path.parts and not path.name.endswith(".fixed.rs")
]
PATH = "src/typed.rs"
SNIPPETS = [
    "x", "é😀", "\n", " ", "{", "}", "(", ")", '"', "/*", "*/", "//", "#[cfg(test)]\n", "async ", "drop(guard);\n",
    "std::thread::sleep(d);\n", "use std::thread as t;\n", "use tokio::fs;\n", "f().await;\n", "\r\n", "\f",
    "async fn typed() { std::fs::read(p); }\n", "mod m {\n", "impl X {\n", "static A: AtomicBool = x;\n",
    "// rust-perf: allow(all)\n", ".await", ";", "unbounded_channel()",
    "// rust-perf: allow(blocking-sleep-in-async)\n",
]  # fmt: skip
HEADS = [
    "// rust-perf: allow-file(blocking-sleep-in-async)\n", "// rust-perf: allow-file(unbounded-channel, é😀)\n",
    "#![cfg(test)]\n", "// @generated\n", "#![allow(clippy::all)]\n",
]  # fmt: skip

BESIDE = [
    " // SAFETY: it is valid, as the caller guarantees", " // these few are bounded", " // @generated",
    " // rust-perf: allow(blocking-sleep-in-async)", " /* é😀 */ // measured",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a person's size shall have many chunks, so that their borders are crossed all the time."""
    monkeypatch.setattr(chunks, "_SMALL", 8)
    monkeypatch.setattr(chunks, "_LARGE", 40)


def corpus(seed: int) -> bytes:
    """Some of the sources, one behind the other."""
    some = random.Random(seed).sample(SOURCES, 3)
    return b"\n".join(path.read_bytes() for path in some)


def an_edit(choose: random.Random, text: bytes) -> tuple[int, int, bytes]:
    """A keystroke, a renamed word, a pasted or deleted line, a comment behind one, or a deleted stretch."""
    lines = [0, *(i + 1 for i, byte in enumerate(text) if byte == 10), len(text)]
    kind = choose.randrange(12)
    if kind == 11:
        end = max(0, choose.choice(lines) - 1)
        return end, end, choose.choice(BESIDE).encode()
    if kind == 10:
        head = choose.choice(HEADS).encode()
        return (0, len(head), b"") if text.startswith(head) else (0, 0, head)
    words = list(re.finditer(rb"[A-Za-z_]\w*", text)) if kind >= 6 else []
    if words:
        old, new = choose.choice(words), choose.choice(words)
        return old.start(), old.end(), new.group()
    if kind == 0:
        start = choose.choice(lines)
        return start, start, choose.choice(SNIPPETS).encode()
    if kind == 1:
        at = choose.randrange(len(lines) - 1)
        return lines[at], lines[at + 1], b""
    if kind == 2:
        one, two = sorted((choose.choice(lines), choose.choice(lines)))
        return one, min(two, one + 400), b""
    if kind == 3:
        one, two = sorted((choose.choice(lines), choose.choice(lines)))
        return one, one, text[one : min(two, one + 1500)]
    start = choose.randrange(len(text) + 1)
    if kind == 4:
        return start, start, choose.choice(SNIPPETS).encode()
    return start, min(len(text), start + choose.randrange(12)), b""


def settled(analysis: Analysis) -> None:
    while analysis.settle():
        pass


def compare(analysis: Analysis, text: bytes) -> None:
    assert analysis.text == text
    found = analysis.findings()
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in found)
    if not analysis.broken:
        scratch, failures = analyse(PATH, text, EMPTY_CRATE, Settings())
        assert not failures and not analysis.failures
        assert found == scratch
        assert analysis.summary() == summarise(text)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_incremental_equals_from_scratch(seed: int) -> None:
    choose = random.Random(seed)
    text = corpus(seed)
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    compare(analysis, text)
    for _ in range(12):
        start, end, new = an_edit(choose, text)
        before, gone = text, text[start:end]
        text = text[:start] + new + text[end:]
        analysis.edit([(start, end, new)])
        settled(analysis)
        compare(analysis, text)
        if analysis.broken and choose.random() < 0.9:
            analysis.edit([(start, start + len(new), gone)])
            text = before
            settled(analysis)
            compare(analysis, text)


def test_many_edits_in_one_message_are_applied_in_turn() -> None:
    text = b"async fn a() {\n}\n"
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    analysis.edit([(15, 15, b"std::thread::sleep(d);\n"), (0, 0, b"// one\n")])
    assert [analysis.text[f.span.start : f.span.end] for f in analysis.findings()] == [b"std::thread::sleep(d)"]


def test_a_broken_unit_keeps_its_last_good_findings_moved() -> None:
    text = b"async fn a() {\n    std::thread::sleep(d);\n}\nasync fn b() {\n    std::thread::sleep(d);\n}\n"
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    at = text.index(b"std")
    analysis.edit([(at, at, b"let x = (;\n    ")])
    assert len(analysis.findings()) == 2
    assert all(analysis.text[f.span.start : f.span.end] == b"std::thread::sleep(d)" for f in analysis.findings())


def test_an_alias_added_above_wakes_the_units_below() -> None:
    text = b"async fn a() {\n    nap(d);\n    step().await;\n}\n"
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    assert analysis.findings() == []
    analysis.edit([(0, 0, b"use std::thread::sleep as nap;\n")])
    settled(analysis)
    assert [f.rule for f in analysis.findings()] == ["blocking-sleep-in-async"]


def test_an_item_that_was_read_in_part_around_an_error_is_judged_again() -> None:
    text = b"async fn a() {\n    std::thread::sleep(d);\n}\n"
    analysis = Analysis(PATH, b"", EMPTY_CRATE, Settings())
    before = b"    x: X,\n    f()\n"
    edits = [(0, 0, before + text), (0, len(before), b"")]
    for edit in edits:
        analysis.edit([edit])
        settled(analysis)
    compare(analysis, text)
    assert len(analysis.findings()) == 1


def test_a_block_of_another_type_is_another_answer_to_who_mentions_a_word() -> None:
    """Whose `self` it is that a method locks hangs on the head of its block, though the method's text is the same."""
    struct = b"pub struct AppState {\n    pub rooms: Arc<Mutex<HashMap<String, Room>>>,\n}\n"
    methods = (
        b"    fn publish(&self, room: &str) {\n        self.rooms.lock().unwrap().get_mut(room);\n    }\n"
        b"    fn leave(&self, room: &str) {\n        self.rooms.lock().unwrap().remove(room);\n    }\n"
    )
    uses = b"use std::collections::HashMap;\nuse std::sync::{Arc, Mutex};\n"
    text = uses + struct + b"impl AppState {\n" + methods + b"}\n"
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    assert [f.rule for f in analysis.findings()] == ["coarse-locked-map"]
    at = text.index(b"impl AppState") + 5
    analysis.edit([(at, at + 8, b"Other")])
    settled(analysis)
    compare(analysis, text.replace(b"impl AppState", b"impl Other"))
    assert analysis.findings() == []


def test_a_comment_behind_another_item_argues_for_that_one_alone() -> None:
    first = b"static LIMIT: u8 = 1;"
    text = first + (
        b"\nstatic SESSIONS: LazyLock<Mutex<HashMap<String, Session>>> = LazyLock::new(Default::default);\n"
        b"pub fn get(id: &str) { SESSIONS.lock().unwrap().get(id); }\n"
        b"pub fn put(id: String, s: Session) { SESSIONS.lock().unwrap().insert(id, s); }\n"
        b"pub fn end(id: &str) { SESSIONS.lock().unwrap().remove(id); }\n"
        b"use std::{collections::HashMap, sync::{LazyLock, Mutex}};\n"
    )
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    analysis.edit([(len(first), len(first), b" // rarely read")])
    settled(analysis)
    assert [f.rule for f in analysis.findings()] == ["coarse-locked-map"]
    compare(analysis, analysis.text)


def test_an_attribute_of_the_file_wakes_another_one() -> None:
    text = b"#![no_std]\n#![feature(alloc_error_handler)]\nfn f() {}\n"
    analysis = Analysis(PATH, text, EMPTY_CRATE, Settings())
    assert [f.rule for f in analysis.findings()] == ["nightly-feature"]
    analysis.edit([(3, 9, b"no_main")])
    settled(analysis)
    assert analysis.findings() == []


def test_whether_errors_may_cross_an_await_is_told_by_all_of_the_file() -> None:
    waiting = b"async fn a(d: D) {\n    match b() { Ok(_) => {}, Err(e) => std::thread::sleep(d) }\n}\n"
    between = b"pub fn far() {}\n" * 20
    failing = b"fn b() -> Result<(), Box<dyn Error>> { c() }\n"
    analysis = Analysis(PATH, waiting + between, EMPTY_CRATE, Settings())
    for edit, awaitable in [((0, 0, failing), "no"), ((0, len(failing), b""), "yes")]:
        analysis.edit([edit])
        settled(analysis)
        (found,) = analysis.findings()
        assert found.data["awaitable"] == awaitable
        compare(analysis, analysis.text)
    text = waiting + between + failing
    compare(Analysis(PATH, text, EMPTY_CRATE, Settings()), text)


def test_units_from_before_an_edit_stand_where_they_stood() -> None:
    """Their nodes are read when the edit is taken over, perhaps after other texts were parsed."""
    text = b"fn first(a: u8) {\n    one();\n}\n" * 3
    chunked = chunks.ChunkedText(text)
    change = chunked.edit(5, 8, b"else { (")
    chunks.cut(b"fn other() {}\n")
    for unit in (unit for chunk in change.removed for unit in chunk.units):
        body = unit.node.child_by_field_name("body")
        assert body is not None and unit.data[body.start_byte : body.end_byte] == b"{\n    one();\n}"


def test_a_rule_that_raises_is_reported_once_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from rust_perf_analyzer.analysis import dispatch, rule

    broken = rule.Rule(
        "broken",
        "asynchrony",
        rule.Severity.WARNING,
        "",
        True,
        rule.methods("lock"),
        lambda call, file: 1 / 0,  # type: ignore[arg-type, return-value]
    )
    known = {"broken": broken, **rule.all_rules()}
    for module in ("engine", "judge", "dispatch", "severities"):
        monkeypatch.setattr(f"rust_perf_analyzer.analysis.{module}.all_rules", lambda: known)
    dispatch.dispatch_for.cache_clear()
    text = b"async fn a() {\n    x.lock(); y.lock();\n    std::thread::sleep(d);\n}\n"
    findings, failures = analyse(PATH, text, EMPTY_CRATE, Settings())
    assert [f.rule for f in findings] == ["blocking-sleep-in-async"]
    assert [failure.rule for failure in failures] == ["broken"]
    dispatch.dispatch_for.cache_clear()
