"""All keys of a fast profile in one edit, in the release profile or in one of their own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.quickfix.edit import Fix, Safety, apply
from rust_perf_analyzer.quickfix.fastest_profile import fastest_profile
from rust_perf_analyzer.quickfix.manifest_file import ManifestFile
from rust_perf_analyzer.settings import Settings

PACKAGE = '[package]\nname = "a" # é\nversion = "0.1.0"\n'
ALL = {"lto": "fat", "codegen-units": 1, "panic": "abort", "strip": "symbols"}


def asked(what: str, root: Path, text: str, main: str = "fn main() {}") -> tuple[Fix | None, bytes]:
    (root / "src").mkdir()
    (root / "src" / "main.rs").write_text(main)
    path = str(root / "Cargo.toml")
    Path(path).write_bytes(text.encode())
    findings, _ = analyse_manifest(path, text.encode(), Settings())
    return fastest_profile(what, findings, ManifestFile(path, text.encode())), text.encode()


@pytest.mark.parametrize(
    "profile", ["", "[profile.release]\r\n# why\r\ndebug = false\r\n", "[profile.release]\nlto = false\n[features]\n"]
)
def test_the_release_profile_gets_what_is_missing(profile: str, tmp_path: Path) -> None:
    fix, text = asked("fastest-release", tmp_path, PACKAGE + profile)
    assert fix is not None
    assert fix.safety is Safety.UNSAFE
    after = apply(text, fix.edits)
    found = tomllib.loads(after.decode())["profile"]["release"]
    assert {key: found[key] for key in ALL} == ALL
    kept = [line for line in text.splitlines() if line not in after.splitlines()]
    assert kept in ([], [b"lto = false"])


def test_a_profile_of_its_own_inherits(tmp_path: Path) -> None:
    fix, text = asked("fastest-dist", tmp_path, PACKAGE)
    assert fix is not None
    assert tomllib.loads(apply(text, fix.edits).decode())["profile"] == {"dist": {"inherits": "release", **ALL}}


def test_unwinding_that_is_needed_stays(tmp_path: Path) -> None:
    fix, text = asked("fastest-release", tmp_path, PACKAGE, "fn main() { std::panic::catch_unwind(|| {}).ok(); }")
    assert fix is not None
    assert fix.safety is Safety.SAFE
    assert "panic" not in tomllib.loads(apply(text, fix.edits).decode())["profile"]["release"]


def test_a_profile_that_is_there_is_not_added(tmp_path: Path) -> None:
    fix, _ = asked("fastest-dist", tmp_path, PACKAGE + '[profile.dist]\ninherits = "dev"\n')
    assert fix is None
