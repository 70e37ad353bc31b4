"""Every manifest fixture: marked lines are found, others are silent, `*.fixed.*` is what fixes make of a file."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.settings import Settings

from .harness import line_of, marks
from .manifest_harness import before, cases, expected, files, fix_all, fixes_for, judged, placed, rule_of

ALL = pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.name}")


@ALL
def test_marked_lines_are_found_and_others_are_silent(case: Path, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    for name in files(root):
        text = (root / name).read_bytes()
        found = sorted((line_of(text, f), f.rule) for f in judged(root / name, text, rule_of(case)))
        assert found == sorted(marks(text.decode())), name


@ALL
def test_fixes_give_the_fixed_files(case: Path, tmp_path: Path) -> None:
    root, rule = placed(case, tmp_path), rule_of(case)
    fix_all(root, rule)
    for name in files(root):
        result, wanted = (root / name).read_bytes(), expected(case / name)
        if result == before(case / name):
            assert not wanted.exists(), f"no fix changes {name}: bless again"
            continue
        assert wanted.exists(), "run `make bless`"
        assert result == wanted.read_bytes(), "run `make bless` and read the difference"
        assert fixes_for(root / name, rule) == []
        assert judged(root / name, result, rule) == []


@ALL
def test_a_fix_leaves_all_other_lines_alone(case: Path, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    fix_all(root, rule_of(case))
    for name in files(root):
        lines = before(case / name).splitlines(keepends=True)
        after = (root / name).read_bytes().splitlines(keepends=True)
        assert len([line for line in lines if line not in after]) <= 1
        if name.suffix == ".toml":
            tomllib.loads(b"".join(after).decode().removeprefix("\ufeff"))


@pytest.mark.parametrize("rule", sorted({rule_of(case) for case in cases()}))
def test_a_rule_has_as_many_silent_cases_as_flagged_ones(rule: str) -> None:
    own = [case for case in cases() if rule_of(case) == rule]
    count = Counter(any(list(marks((case / name).read_text())) for name in files(case)) for case in own)
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
