"""The three reports: the JSON contract to the letter, the one-liners, and the text for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.positions import Lines, Place, Range
from rust_perf_analyzer.report import concise, text
from rust_perf_analyzer.report.model import FixView, Outcome, Problem, RelatedView, Reported, RuleNote
from rust_perf_analyzer.report.terminal import Paint, printable, width

from .conftest import RULE, SLOW, Check

EMOJI = '/* 😀é */ pub async fn slow() {\n    "😀é"; std::thread::sleep(D);\n}\n'


def assert_shape(value: Any, shape: Any) -> None:
    """A value has exactly the keys and types of the shape; a list's shape is that of each item."""
    if isinstance(shape, dict):
        assert isinstance(value, dict)
        assert set(value) == set(shape)
        for key, inner in shape.items():
            assert_shape(value[key], inner)
    elif isinstance(shape, list):
        assert isinstance(value, list)
        for item in value:
            assert_shape(item, shape[0])
    elif isinstance(shape, tuple):
        if value is not None:
            assert_shape(value, shape[0])
    else:
        assert type(value) is shape


PLACE = {"line": int, "character": int}
RANGE = {"start": PLACE, "end": PLACE}
EDIT = {"path": str, "range": RANGE, "newText": str}
FINDING = {
    "rule": str,
    "family": str,
    "severity": str,
    "message": str,
    "path": str,
    "range": RANGE,
    "fix": ({"title": str, "safety": str, "edits": [EDIT]},),
    "related": [{"path": str, "range": RANGE, "message": str}],
    "help": str,
}
REPORT = {
    "version": int,
    "findings": [FINDING],
    "errors": [{"path": str, "message": str}],
    "files": int,
}


def test_json_keeps_the_contract(check: Check, crate: Path):
    result = check("--format", "json", "src", "gone.rs")
    report = json.loads(result.out)
    assert_shape(report, REPORT)
    assert report["version"] == 1
    assert report["files"] == 1
    assert report["errors"] == [{"path": "gone.rs", "message": "no such file or directory"}]
    [finding] = report["findings"]
    assert finding["fix"]["safety"] == "safe"
    assert finding["fix"]["edits"][0]["path"] == finding["path"] == "src/lib.rs"
    assert (finding["rule"], finding["family"], finding["severity"]) == (RULE, "asynchrony", "critical")
    assert finding["help"].startswith("`std::thread::sleep` in async code")
    assert finding["range"]["start"] == {"line": 1, "character": 4}
    assert result.err == ""


def test_json_without_findings_has_the_same_keys(check: Check, crate: Path):
    (crate / "src" / "lib.rs").write_text("")
    report = json.loads(check("--format", "json", "src").out)
    assert report == {"version": 1, "findings": [], "errors": [], "files": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_json_counts_lines_as_the_protocol_and_characters_in_utf16(check: Check, crate: Path, end: str):
    (crate / "src" / "lib.rs").write_bytes(EMOJI.replace("\n", end).encode())
    [finding] = json.loads(check("--format", "json", "src").out)["findings"]
    start = finding["range"]["start"]
    assert start == {"line": 1, "character": 4 + len('"xxé"; ')}
    edit = finding["fix"]["edits"][0]["range"]
    assert edit["start"] == start


def test_concise_is_a_line_a_finding(check: Check):
    result = check("--format", "concise")
    assert result.out.startswith(f"src/lib.rs:2:5: critical[{RULE}] `std::thread::sleep` blocks")
    assert result.out.count("\n") == 1


def test_text_shows_source_reason_and_fix(check: Check):
    lines = check().out.splitlines()
    assert lines[0] == "CRITICAL · 1 finding"
    assert lines[2] == f"src/lib.rs:2:5 {RULE}"
    assert "    2 │     std::thread::sleep(std::time::Duration::from_secs(1));" in lines
    assert "      │     " + "^" * 53 in lines
    assert any(line.startswith("    why: ") for line in lines)
    assert any(line.startswith("    fix: ") and line.endswith("(--fix)") for line in lines)
    assert lines[-1].startswith("1 finding (1 critical) in 2 files. 1 fix with `--fix`.")


def test_why_is_told_once_a_rule(check: Check, crate: Path):
    (crate / "src" / "two.rs").write_text(SLOW)
    assert check().out.count("why: ") == 1


def test_nothing_found_is_said(check: Check, crate: Path):
    (crate / "src" / "lib.rs").write_text("")
    assert check().out == "No findings in 2 files.\n"


def test_colours_follow_the_environment(check: Check, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in check().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m" in check().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check().out


def reported(**changes: Any) -> Reported:
    where = Range(Place(9, 4), Place(9, 8))
    base = Reported("r", "warning", "costs", "a.rs", where, excerpt=("    call();",))
    return base._replace(**changes)


def as_text(*findings: Reported) -> list[str]:
    notes = {"r": RuleNote("memory", "because")}
    return list(text.write(Outcome(list(findings), [], 1), notes, Paint(False)))


def test_groups_come_by_severity_the_worst_first():
    lines = as_text(reported(severity="suggestion"), reported(), reported(severity="critical"))
    heads = [line for line in lines if " · " in line]
    assert heads == ["CRITICAL · 1 finding", "WARNING · 1 finding", "SUGGESTION · 1 finding"]
    assert lines[-1] == "3 findings (1 critical, 1 warning, 1 suggestion) in 1 file."


def test_the_underline_stands_under_wide_characters_and_tabs():
    line = "\t日本(); call();"
    start = line.encode("utf-16-le").index("call".encode("utf-16-le")) // 2
    lines = as_text(reported(range=Range(Place(9, start), Place(9, start + 4)), excerpt=(line,)))
    source, marks = (line.split("│ ")[1] for line in lines[4:6])
    assert source == "    日本(); call();"
    assert marks == " " * (4 + 4 + 4) + "^^^^"


def test_long_findings_are_cut_short():
    where = Range(Place(9, 4), Place(30, 1))
    lines = as_text(reported(range=where, excerpt=("    call(" + "x" * 500, "  b", "  c")))
    assert "    10 │     call(" + "x" * 131 in lines
    assert "       │ …" in lines


def test_related_places_and_fixes_by_hand_are_shown():
    related = RelatedView("b.rs", Range(Place(0, 0), Place(0, 1)), "called here")
    lines = as_text(reported(related=(related,), fix=FixView("Do it", "show", ())))
    assert "    b.rs:1:1 called here" in lines
    assert "    fix: Do it (by hand)" in lines


def test_a_report_cannot_drive_the_terminal():
    evil = "\x1b[2J\u202ereversed\nnext"
    outcome = Outcome([reported(message=evil, path=evil, excerpt=(evil,))], [Problem(evil, evil)], 1)
    notes = {"r": RuleNote("memory", evil)}
    everything = [*text.write(outcome, notes, Paint(False)), *concise.write(outcome, notes)]
    assert not [char for line in everything for char in line if char in "\x1b\u202e\n"]
    assert printable("naïve 日本 😀") == "naïve 日本 😀"
    assert width("é日e\u0301") == 4


def test_positions_at_the_edges_of_lines_and_texts():
    lines = Lines(b"a\r\n\xff\xc3\xa9\n")
    assert lines.place(0) == (0, 0)
    assert lines.place(2) == (0, 1)
    assert lines.place(3) == (1, 0)
    assert lines.place(6) == (1, 2)
    assert lines.place(7) == (2, 0)
    assert lines.place(99) == (2, 0)
    assert lines.text(1) == "\ufffdé"


def test_the_text_says_how_hot_the_code_is_where_that_is_known():
    where = Range(Place(0, 0), Place(0, 4))
    found = Reported(
        "r", "warning", "m", "a.rs", where, excerpt=("code",), heat="per request: `show` is an axum handler"
    )
    cold = found._replace(heat="")
    notes = {"r": RuleNote("f", "h")}
    hot, plain = ("\n".join(text.write(Outcome([f], [], 1), notes, Paint(False))) for f in (found, cold))
    assert "heat: per request: `show` is an axum handler" in hot
    assert "heat:" not in plain
