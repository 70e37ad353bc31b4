"""Clippy as a peer: over the fixtures of its lints it says what the rules say, or a page tells where and why not."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rules.harness import judged, line_of
from rust_perf_analyzer.catalog.pages import load

from .clippy_said import OURS, of_clippy
from .test_compile import CRATE, FIXTURES, LIBRARY, RULES, alone, module_name, target_directory, under_rules

FOUND = [each for each in FIXTURES if each.stem.replace("_", "-") in OURS]
LISTED = tomllib.loads((CRATE / "clippy_differences.toml").read_text(encoding="utf-8"))["difference"]


class Difference(NamedTuple):
    """A line of which only one of both speaks."""

    rule: str
    only: str
    code: str


@pytest.fixture(scope="module")
def differences() -> set[Difference]:
    if shutil.which("cargo") is None or subprocess.run(["cargo", "clippy", "-V"], capture_output=True).returncode != 0:
        pytest.skip("cargo clippy is not installed: nobody is there to compare with")
    with alone():
        modules = [f'#[path = "../../rules/{under_rules(each)}"]\npub mod {module_name(each)};\n' for each in FOUND]
        LIBRARY.write_text("#![allow(unused)]\n" + "".join(modules))
        clippy = of_clippy(CRATE, target_directory(), RULES)
    return {
        each
        for fixture in FOUND
        for each in _differences(fixture, {(s.line, s.rule) for s in clippy if s.path == under_rules(fixture)})
    }


def _differences(fixture: Path, clippy: set[tuple[int, str]]) -> Iterator[Difference]:
    """Those about the fixture's own rule: others may be found in it that are none of its business."""
    rule, text = fixture.stem.replace("_", "-"), fixture.read_bytes()
    ours = {(line_of(text, finding), finding.rule) for finding in judged(text, rule)}
    lines = text.decode().splitlines()
    for only, places in (("clippy", clippy - ours), ("us", ours - clippy)):
        yield from (Difference(rule, only, lines[line - 1].strip()) for line, name in places if name == rule)


def test_each_difference_is_written_down(differences: set[Difference]) -> None:
    listed = {Difference(each["rule"], each["only"], code) for each in LISTED for code in each["lines"]}
    assert differences == listed


@pytest.mark.parametrize("listed", LISTED, ids=lambda each: f"{each['rule']}: {each['only']}")
def test_the_page_tells_why(listed: dict[str, Any]) -> None:
    page = load(listed["rule"])
    assert listed["page"] in " ".join(" ".join(page.sections.values()).split())
