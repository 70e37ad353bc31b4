"""Every manifest fixture: marked lines are found, others are silent, and `Cargo.fixed.toml` is the fix."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.settings import Settings

from .harness import line_of, marks
from .manifest_harness import FIXED, cases, fixed, fixes_for, judged, manifests, placed, rule_of

ALL = pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.name}")


@ALL
def test_marked_lines_are_found_and_others_are_silent(case: Path, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    for name in manifests(root):
        text = (root / name).read_bytes()
        found = sorted((line_of(text, f), f.rule) for f in judged(root / name, text, rule_of(case)))
        assert found == sorted(marks(text.decode())), name


@ALL
def test_fixes_give_the_fixed_file(case: Path, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    path, expected = root / "Cargo.toml", case / FIXED
    text = path.read_bytes()
    result = fixed(path, text, rule_of(case))
    if result == text:
        assert not expected.exists(), "no fix changes this fixture: bless again"
        return
    assert expected.exists(), "run `make bless`"
    assert result == expected.read_bytes(), "run `make bless` and read the difference"
    assert fixes_for(path, result, rule_of(case)) == []
    assert judged(path, result, rule_of(case)) == []


@ALL
def test_a_fix_leaves_all_other_lines_alone(case: Path, tmp_path: Path) -> None:
    path = placed(case, tmp_path) / "Cargo.toml"
    text = path.read_bytes()
    lines, after = text.splitlines(keepends=True), fixed(path, text, rule_of(case)).splitlines(keepends=True)
    lost = [line for line in lines if line not in after]
    assert len(lost) <= 1
    tomllib.loads(b"".join(after).decode().removeprefix("\ufeff"))


@pytest.mark.parametrize("rule", sorted({rule_of(case) for case in cases()}))
def test_a_rule_has_as_many_silent_cases_as_flagged_ones(rule: str) -> None:
    count = Counter(any(marks((case / "Cargo.toml").read_text())) for case in cases() if rule_of(case) == rule)
    assert 0 < count[True] <= count[False]


def test_a_broken_manifest_is_one_failure_with_its_place() -> None:
    findings, failures = analyse_manifest("Cargo.toml", b'[package]\nname = "a"\nlto = = 1\n', Settings())
    assert findings == []
    assert [(f.path, f.rule) for f in failures] == [("Cargo.toml", None)]
    assert "line 3" in failures[0].message


def test_a_comment_that_allows_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "Cargo.toml"
    text = b"# rust-perf: allow(missing-lto) for no reason\n[workspace]\nmembers = []\n"
    findings, _ = analyse_manifest(str(path), text, Settings())
    assert [(f.rule, f.span.start) for f in findings] == [("unused-suppression", 0)]
