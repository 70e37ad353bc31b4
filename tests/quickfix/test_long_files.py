"""A long file is parsed in chunks, and fixes of it are what they are in the same text parsed as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from rules.harness import CRATE, fixtures, judged, rule_of
from rust_perf_analyzer.analysis.engine import Analysis
from rust_perf_analyzer.analysis.finding import Span
from rust_perf_analyzer.analysis.syntax import chunks
from rust_perf_analyzer.analysis.whole_text import WholeText
from rust_perf_analyzer.quickfix.fixer import fix_for
from rust_perf_analyzer.quickfix.suppressing import suppress_line
from rust_perf_analyzer.settings import Settings
from tree_sitter import Node

PATH = "src/long.rs"


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_SMALL", 4)


def in_chunks(text: bytes) -> WholeText:
    return Analysis(PATH, text, CRATE, Settings()).whole()


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda path: path.stem)
def test_the_chunks_of_a_file_are_nothing_to_its_fixes(fixture: Path) -> None:
    text = fixture.read_bytes()
    whole, findings = in_chunks(text), judged(text, rule_of(fixture))
    assert len(list(whole.roots())) > 3
    assert findings
    for finding in findings:
        assert fix_for(finding, PATH, text, CRATE, whole) == fix_for(finding, PATH, text, CRATE)
        assert suppress_line(finding, text, whole=whole) == suppress_line(finding, text)


def test_an_edit_over_several_chunks_is_judged_by_the_whole_text() -> None:
    text = b"".join(b"fn f%d() {\n    g();\n    h();\n}\n" % number for number in range(9))
    whole, every = in_chunks(text), Span(0, len(text))
    assert whole.root_around(Span(0, 0)) != whole.root_around(Span(len(text), len(text)))
    assert whole.still_parses([(every, b"fn whole() {}")])
    assert not whole.still_parses([(every, b"fn broken( {}")])


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r\r\n"], ids=["LF", "CRLF", "CR CRLF"])
def test_what_says_a_word_stands_where_it_does_in_the_text(end: bytes) -> None:
    function = b"/// Says it.\n#[inline]\nfn f%d() {\n    g();\n    h();\n}\n"
    text = b"".join(function % number for number in range(9)).replace(b"\n", end)
    pieces, whole = in_chunks(text).mentioning("g()"), WholeText.parsed(text).mentioning("g()")
    assert len(pieces) == 9
    for one, two in zip(pieces, whole, strict=True):
        assert (one.start, one.end, one.text) == (two.start, two.end, two.text)
        assert [_place(node) for node in (one.node, *one.leading)] == [
            _place(node) for node in (two.node, *two.leading)
        ]


def test_what_does_not_parse_says_nothing_unless_its_nodes_are_found_again() -> None:
    text = (
        b"fn f() {\n    g();\n    h();\n}\n" * 3
        + b"fn broken( {\n    g();\n"
        + b"fn f() {\n    g();\n    h();\n}\n" * 3
    )
    said = in_chunks(text).mentioning("g()")
    assert len(said) >= 3
    assert all(unit.node.text is not None and unit.text.strip().endswith(unit.node.text) for unit in said)


def test_the_text_is_put_together_once_for_each_state() -> None:
    text = b"".join(b"fn f%d() {\n    g();\n    h();\n}\n" % number for number in range(9))
    analysis = Analysis(PATH, text, CRATE, Settings())
    before = analysis.whole()
    assert analysis.whole() is before
    analysis.edit([(3, 5, b"longer")])
    assert analysis.whole().text == analysis.text == text.replace(b"f0", b"longer")


def _place(node: Node) -> tuple[str, int, int, int]:
    return node.type, node.start_byte, node.end_byte, node.end_point.row - node.start_point.row
