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
