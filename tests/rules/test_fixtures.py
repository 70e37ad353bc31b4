"""Every fixture: marked lines are found, all others are silent, and `.fixed.rs` is what the fixes give."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import fixed, fixes_for, fixtures, judged, line_of, marks, rule_of

ALL = pytest.mark.parametrize("fixture", fixtures(), ids=lambda path: path.stem)


@ALL
def test_marked_lines_are_found_and_others_are_silent(fixture: Path) -> None:
    text = fixture.read_bytes()
    found = sorted((line_of(text, f), f.rule) for f in judged(text, rule_of(fixture)))
    assert found == sorted(marks(text.decode()))


@ALL
def test_at_least_as_many_functions_are_silent_as_flagged(fixture: Path) -> None:
    text = fixture.read_text()
    flagged = {rule for _, rule in marks(text)}
    assert rule_of(fixture) in flagged
    items = text.split("\n}\n")
    marked = sum(1 for item in items if f"//~ {rule_of(fixture)}" in item or "//~^" in item)
    assert len(items) - 1 >= 2 * marked - 1, "a rule needs as many silent cases as flagged ones"


@ALL
def test_fixes_give_the_fixed_file(fixture: Path) -> None:
    expected = fixture.with_name(fixture.stem + ".fixed.rs")
    text = fixture.read_bytes()
    if not fixes_for(text, rule_of(fixture)):
        assert not expected.exists(), "no fix changes this fixture: bless again"
        return
    result = fixed(text, rule_of(fixture))
    assert expected.exists(), "run `make bless`"
    assert result.decode() == expected.read_text(), "run `make bless` and read the difference"


@ALL
def test_fixing_again_changes_nothing(fixture: Path) -> None:
    result = fixed(fixture.read_bytes(), rule_of(fixture))
    assert fixes_for(result, rule_of(fixture)) == []
