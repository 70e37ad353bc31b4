"""What a file's first lines say of all of it holds as soon as it is typed, also for what was judged before."""

from __future__ import annotations

import pytest
from rust_perf_analyzer.analysis.engine import Analysis
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.settings import Settings

FOUND = "blocking-sleep-in-async"
UNUSED = "unused-suppression"
ALLOW = b"// rust-perf: allow-file(blocking-sleep-in-async) measured\n"
TEXT = b"use std::time::Duration;\n\npub async fn wait() {\n    std::thread::sleep(Duration::from_millis(5));\n}\n"
FAR = b"pub fn far() {}\n" * 400
"""So that there are several chunks."""


def opened(text: bytes) -> Analysis:
    return Analysis("src/lib.rs", text, EMPTY_CRATE, Settings())


def rules(analysis: Analysis) -> list[str]:
    return [finding.rule for finding in analysis.findings()]


@pytest.mark.parametrize("text", [TEXT, FAR + TEXT, TEXT + FAR], ids=["alone", "in another chunk", "in the first"])
@pytest.mark.parametrize("head", [ALLOW, b"#![cfg(test)]\n", b"// @generated\n"])
def test_a_head_that_is_typed_holds_for_units_that_are_not_touched(text: bytes, head: bytes) -> None:
    analysis = opened(text)
    assert rules(analysis) == [FOUND]
    for _ in range(2):
        analysis.edit([(0, 0, head)])
        assert rules(analysis) == []
        analysis.edit([(0, len(head), b"")])
        assert rules(analysis) == [FOUND]


def test_a_head_that_is_pasted_with_the_unit_that_it_silences_holds_for_it() -> None:
    analysis = opened(b"")
    analysis.edit([(0, 0, TEXT)])
    analysis.edit([(0, len(TEXT), ALLOW + TEXT)])
    assert rules(analysis) == []


def test_a_head_below_a_long_license_is_seen() -> None:
    license_ = b"// You may use this as you like.\n" * 200
    analysis = opened(license_ + TEXT)
    analysis.edit([(len(license_), len(license_), ALLOW)])
    assert rules(analysis) == []


@pytest.mark.parametrize("typed", [b"let x = (;\n    ", b"{", b'"'])
def test_a_unit_that_is_broken_for_a_moment_needs_its_comment_still(typed: bytes) -> None:
    analysis = opened(ALLOW + TEXT)
    at = (ALLOW + TEXT).index(b"std::thread")
    for edit in [(at, at, typed), (at, at, b"x"), (at, at + 1 + len(typed), b"")]:
        analysis.edit([edit])
        while analysis.settle():
            pass
        assert UNUSED not in rules(analysis)


def test_a_head_holds_for_a_unit_that_is_broken() -> None:
    text = TEXT.replace(b"5));", b"5)); let x = (;")
    analysis = opened(text)
    before = rules(analysis)
    analysis.edit([(0, 0, ALLOW)])
    assert FOUND not in rules(analysis)
    analysis.edit([(0, len(ALLOW), b"")])
    assert rules(analysis) == before


def test_an_idle_comment_is_shown_where_it_stands_now() -> None:
    """Its place is told by the line that it stands on as that is now, not as it was when it was first found idle."""
    text = "/* é */ // rust-perf: allow-file(blocking-sleep-in-async)\npub fn f() {}\n".encode()
    analysis = opened(text)
    (before,) = analysis.sections()
    analysis.edit([(3, 5, b"ab")])
    (after,) = analysis.sections()
    assert after.verdict.text.startswith(b"/* ab */")
    assert after != before


@pytest.mark.parametrize(
    "argued",
    [b"#![allow(clippy::all)] // these are not for us\n", b"// these are not for us\n#![allow(clippy::all)]\n"],
    ids=["behind", "above"],
)
def test_a_comment_beside_an_attribute_of_the_file_is_read_as_soon_as_it_is_typed(argued: bytes) -> None:
    comment = b"// these are not for us"
    at = argued.index(comment)
    bare = argued.replace(comment, b"")
    analysis = opened(bare)
    assert rules(analysis) == ["perf-lints-disabled"]
    analysis.edit([(at, at, comment)])
    assert rules(analysis) == []
    analysis.edit([(at, at + len(comment), b"")])
    assert rules(analysis) == ["perf-lints-disabled"]


def test_what_is_generated_further_down_is_seen_wherever_it_stands() -> None:
    text = b"#![allow(clippy::all)]\n" + FAR
    analysis = opened(text)
    assert rules(analysis) == ["perf-lints-disabled"]
    analysis.edit([(len(text), len(text), b"pub mod proto;\n")])
    while analysis.settle():
        pass
    assert rules(analysis) == [] == rules(opened(analysis.text))
