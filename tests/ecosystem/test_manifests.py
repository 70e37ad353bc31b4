"""What is said of manifests of releases and applications was read by people: it must be right, and stay."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections import Counter
from pathlib import Path

import fetch
import pytest
import recorded_tree
from corpus import HERE, Precision, Release, Verdict
from recorded_tree import Place, Tree
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.analysis.workspace.cargo.file_names import kind_of

RELEASED = [
    Release(*line.split("@")) for line in (HERE / "manifest_crates.txt").read_text(encoding="utf-8").splitlines()
]
ROOTS = ("src/lib.rs", "src/main.rs")
PRECISION = 0.95
FEWEST_RELEASES, FEWEST_APPLICATIONS = 55, 22


def verdicts_in(name: str) -> list[Verdict]:
    return [Verdict(**json.loads(line)) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


OF_RELEASES = verdicts_in("manifests.jsonl")
OF_APPLICATIONS = verdicts_in("applications.jsonl")


def folder_of(release: Release) -> Path:
    try:
        return fetch.unpacked(release) or fetch.downloaded(release)
    except fetch.CannotFetch as error:
        if os.environ.get("CI") and shutil.which("cargo"):
            pytest.fail(str(error))
        warnings.warn(f"a released manifest is NOT checked: {error}", stacklevel=2)
        pytest.skip(str(error))


def hold(found: set[Place], known: list[Verdict]) -> None:
    places = {Place(each.path, each.line, each.rule): each.verdict for each in known}
    assert found - places.keys() == set(), "nobody has read these"
    assert {place for place, verdict in places.items() if verdict == "right"} - found == set(), "these are gone"


@pytest.mark.parametrize("release", RELEASED, ids=str)
def test_what_is_said_of_a_released_manifest_was_read(release: Release) -> None:
    root = folder_of(release)
    files = [path for path in recorded_tree.files_of(root) if kind_of(str(path)) is not None]
    files += [root / name for name in ROOTS if (root / name).is_file()]
    known = [each for each in OF_RELEASES if Release(each.crate, each.version) == release]
    hold({place for path in files for place in recorded_tree.said_of(root, path)}, known)


@pytest.mark.parametrize("tree", recorded_tree.recorded(), ids=lambda tree: tree.repository)
def test_what_is_said_of_an_application_was_read(tree: Tree, tmp_path: Path) -> None:
    tree.lay_out(tmp_path)
    known = [each for each in OF_APPLICATIONS if (each.crate, each.version) == (tree.repository, tree.commit)]
    hold(recorded_tree.judged(tmp_path), known)


def test_every_verdict_is_about_something_that_is_looked_at() -> None:
    trees = {(tree.repository, tree.commit) for tree in recorded_tree.recorded()}
    assert {(each.crate, each.version) for each in OF_APPLICATIONS} <= trees
    assert {Release(each.crate, each.version) for each in OF_RELEASES} <= set(RELEASED)
    assert len(RELEASED) >= FEWEST_RELEASES
    assert len(trees) >= FEWEST_APPLICATIONS


def test_what_is_said_unasked_is_precise() -> None:
    known = all_rules()
    counted = Counter(each.verdict for each in OF_RELEASES + OF_APPLICATIONS if known[each.rule].default)
    total = Precision(counted["right"], counted["wrong"])
    assert total.share >= PRECISION, str(total)
