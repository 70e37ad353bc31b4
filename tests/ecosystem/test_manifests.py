"""The profiles of released programs were read by people: what is said of their manifests must be right, and stay."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from pathlib import Path

import fetch
import pytest
from corpus import HERE, Precision, Release, Verdict
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.settings import Settings

VERDICTS = [Verdict(**json.loads(line)) for line in (HERE / "manifests.jsonl").read_text("utf-8").splitlines()]
RULES = ("missing-lto", "many-codegen-units", "unstripped-symbols")
PRECISION = 0.95


def folder_of(release: Release) -> Path:
    try:
        return fetch.unpacked(release) or fetch.downloaded(release)
    except fetch.CannotFetch as error:
        if os.environ.get("CI") and shutil.which("cargo"):
            pytest.fail(str(error))
        warnings.warn(f"a released manifest is NOT checked: {error}", stacklevel=2)
        pytest.skip(str(error))


@pytest.mark.parametrize("release", sorted({Release(each.crate, each.version) for each in VERDICTS}), ids=str)
def test_what_is_said_of_a_profile_was_read(release: Release) -> None:
    path = folder_of(release) / "Cargo.toml"
    text = path.read_bytes()
    findings, failures = analyse_manifest(str(path), text, Settings())
    assert not failures
    found = {(found.rule, text.count(b"\n", 0, found.span.start) + 1) for found in findings if found.rule in RULES}
    known = {(each.rule, each.line): each.verdict for each in VERDICTS if each.crate == release.name}
    assert found <= known.keys()
    assert {place for place, verdict in known.items() if verdict == "right"} <= found


def test_what_is_said_is_precise() -> None:
    right = sum(each.verdict == "right" for each in VERDICTS)
    total = Precision(right, len(VERDICTS) - right)
    assert total.share >= PRECISION, str(total)
