"""An import whose last use a fix takes away goes with it; every other import stays."""

from __future__ import annotations

import pytest
from rust_perf_analyzer.analysis.finding import Span
from rust_perf_analyzer.analysis.whole_text import WholeText
from rust_perf_analyzer.quickfix.edit import Edit, apply
from rust_perf_analyzer.quickfix.left_over import left_over_imports

CALL = b"thread::sleep(d)"
NEW = "tokio::time::sleep(d).await"


def fixed(source: str) -> str:
    """The source with each call replaced, and without the imports that this leaves over."""
    text = source.encode()
    edits: list[Edit] = []
    at = text.find(CALL)
    while at >= 0:
        edits.append(Edit(Span(at, at + len(CALL)), NEW))
        at = text.find(CALL, at + 1)
    edits += left_over_imports(WholeText.parsed(text), edits)
    return apply(text, edits).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("use std::thread;\n", ""),
        ("use std::{fs, thread};\n", "use std::{fs};\n"),
        ("use std::{thread, fs};\n", "use std::{fs};\n"),
        ("use std::{\n    fs,\n    thread,\n};\n", "use std::{\n    fs,\n};\n"),
        ("use std::thread::{self};\n", ""),
        ("use std::thread::{self, Builder};\n", "use std::thread::{Builder};\n"),
        ("use std::fs;\nuse std::thread;\nuse std::io;\n", "use std::fs;\nuse std::io;\n"),
        ("#[cfg(unix)]\nuse std::{fs, thread};\n", "#[cfg(unix)]\nuse std::{fs};\n"),
    ],
)
def test_an_import_goes_with_its_last_use(before: str, after: str) -> None:
    body = "async fn a() {{ {} }}\n"
    assert fixed(before + body.format(CALL.decode())) == after + body.format(NEW)


@pytest.mark.parametrize(
    "source",
    [
        "use std::thread;\nfn b() { thread::spawn(c); }\n",
        "pub use std::thread;\n",
        "#[cfg(unix)]\nuse std::thread;\n",
        "use std::thread;\n// the thread that sleeps\n",
        "use std::thread; // the thread that sleeps\n",
        "// for the thread that sleeps\nuse std::thread;\n",
        "use std::io::Write as _;\n",
        "use other::*;\n",
    ],
)
def test_an_import_stays(source: str) -> None:
    body = "async fn a() {{ {} }}\n"
    assert fixed(source + body.format(CALL.decode())) == source + body.format(NEW)


def test_two_edits_together_leave_an_import_over() -> None:
    call = CALL.decode()
    source = f"use std::thread;\nasync fn a() {{ {call}; {call} }}\n"
    assert fixed(source) == f"async fn a() {{ {NEW}; {NEW} }}\n"


def test_a_word_in_a_longer_path_is_no_use() -> None:
    text = b"use std::thread;\nasync fn a() { thread::sleep(d) }\n"
    at = text.index(CALL)
    edits = [Edit(Span(at, at + len(CALL)), "other::thread::sleep(d)")]
    assert left_over_imports(WholeText.parsed(text), edits) == [Edit(Span(0, 17), "")]
