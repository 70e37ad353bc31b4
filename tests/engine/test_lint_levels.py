"""What keeps clippy silent about a lint keeps the rule of its name silent: attributes, manifests, and their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.engine import Analysis, analyse
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE, crate_of, forget
from rust_perf_analyzer.analysis.workspace.summary import as_plain, from_plain, summarise
from rust_perf_analyzer.settings import Settings

from engine.indexes import built

RULE = "readonly-write-lock"
LINT = "clippy::readonly_write_lock"
BODY = "let guard = a.write().unwrap();\n    guard.len()"
LOCKED = f"pub fn len(a: &std::sync::RwLock<Vec<u8>>) -> usize {{\n    {BODY}\n}}\n"


def check(source: str) -> list[str]:
    findings, failures = analyse("src/lib.rs", source.encode(), EMPTY_CRATE, Settings())
    assert not failures
    # Such attributes are a finding of their own.
    return [finding.rule for finding in findings if finding.rule != "perf-lints-disabled"]


@pytest.mark.parametrize(
    "source",
    [
        f"#![allow({LINT})]\n{LOCKED}",
        f"//! Words [of] an `a`.\n\n#![doc = \"]\"]\n/* b */ #![expect({LINT}, reason = \"it (is) fine\")]\n{LOCKED}",
        f"#![allow(dead_code, clippy::perf)]\n{LOCKED}",
        f"#![allow(clippy::all)]\n{LOCKED}",
        f"#![allow(warnings)]\n{LOCKED}",
        f"#![warn(clippy::all)]\n#![allow({LINT})]\n{LOCKED}",
        f"#![cfg_attr(feature = \"cargo-clippy\", allow({LINT}))]\n{LOCKED}",
        f"#[allow({LINT})]\n{LOCKED}",
        f"#[allow(\n    clippy :: style, // words\n    {LINT},\n)]\n{LOCKED}",
        f"#[allow(clippy::perf)]\nmod a {{\n{LOCKED}}}\n",
        f"mod a {{\n#![allow(clippy::perf)]\n{LOCKED}}}\n",
        LOCKED.replace("let", f"#[allow({LINT})]\n    let"),
        LOCKED.replace("let", f"#![allow({LINT})]\n    let"),
        f"#![deny({LINT})]\n#[allow({LINT})]\n{LOCKED}",
    ],
)  # fmt: skip
def test_what_is_allowed_for_clippy_is_silent(source: str) -> None:
    assert check(source) == []


@pytest.mark.parametrize(
    "source",
    [
        LOCKED,
        f"#![allow(clippy::style, clippy::pedantic)]\n{LOCKED}",
        f"#![allow(clippy::all)]\n#![warn({LINT})]\n{LOCKED}",
        f"#![allow(clippy::all)]\n#[warn(clippy::perf)]\n{LOCKED}",
        f"#![allow(warnings)]\n#[deny({LINT})]\n{LOCKED}",
        f"#![cfg_attr(test, allow({LINT}))]\n{LOCKED}",
        f"#[allow({LINT})]\npub fn other() {{}}\n{LOCKED}",
        f"// #![allow({LINT})]\n{LOCKED}",
        f"#![doc = \"#![allow({LINT})]\"]\n{LOCKED}",
        LOCKED.replace("guard.len()", f"#[allow({LINT})]\n    guard.len()"),
    ],
)  # fmt: skip
def test_what_is_not_allowed_is_found(source: str) -> None:
    assert check(source) == [RULE]


def test_only_rules_that_are_lints_heed_them() -> None:
    assert check("#![allow(clippy::all, warnings)]\nasync fn a() {\n    std::thread::sleep(d);\n}\n") != []


def test_an_edit_of_an_attribute_has_the_file_judged_again() -> None:
    head = "\n" * 5_000
    analysis = Analysis("src/lib.rs", (head + LOCKED).encode(), EMPTY_CRATE, Settings())
    assert [found.rule for found in analysis.findings()] == [RULE]
    attribute = f"#![allow({LINT})]".encode()
    analysis.edit([(0, 0, attribute)])
    while analysis.settle():
        pass
    assert [found.rule for found in analysis.findings()] == ["perf-lints-disabled"]
    analysis.edit([(0, len(attribute), b"")])
    while analysis.settle():
        pass
    assert [found.rule for found in analysis.findings()] == [RULE]


def plant(root: Path, manifest: str = "", library: str = "mod a;\n", **files: str) -> Path:
    """A crate `sample` with a lock in its module `a::b`; the file of that."""
    written = {"Cargo.toml": f'[package]\nname = "sample"\nversion = "0.1.0"\n{manifest}', "src/lib.rs": library}
    written |= {"src/a.rs": "pub mod b;\n", "src/a/b.rs": LOCKED, **files}
    for name, text in written.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    forget(root)
    return root / "src/a/b.rs"


def found_in(path: Path, root: Path) -> list[str]:
    findings, failures = analyse(str(path), path.read_bytes(), crate_of(path), Settings(), built(str(root)))
    assert not failures
    return [finding.rule for finding in findings]


@pytest.mark.parametrize(
    ("library", "between", "expected"),
    [
        ("mod a;\n", "pub mod b;\n", [RULE]),
        (f"#![allow({LINT})]\nmod a;\n", "pub mod b;\n", []),
        (f"#[allow({LINT})]\nmod a;\n", "pub mod b;\n", []),
        ("#[cfg(unix)]\n#[allow(clippy::all)]\nmod a;\n", "pub mod b;\n", []),
        ("#![allow(clippy::all)]\nmod a;\n", "#[warn(clippy::perf)]\npub mod b;\n", [RULE]),
        ("mod a;\n", f"#![expect({LINT})]\npub mod b;\n", []),
    ],
)
def test_what_stands_above_a_file_in_its_crate_holds_in_it(
    tmp_path: Path, library: str, between: str, expected: list[str]
) -> None:
    path = plant(tmp_path, library=library, **{"src/a.rs": between})
    assert found_in(path, tmp_path) == expected


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ('[lints.clippy]\nreadonly_write_lock = "allow"\n', []),
        ('[lints.clippy]\nreadonly-write-lock = { level = "allow" }\n', []),
        ('[lints]\nclippy.all = { level = "allow", priority = -1 }\n', []),
        ('[lints.clippy]\nall = { level = "allow", priority = -1 }\nperf = "warn"\n', [RULE]),
        ('[lints.clippy]\nall = { level = "warn", priority = -1 }\nperf = "allow"\n', []),
        # Of one priority the name that comes first in the alphabet is passed last.
        ('[lints.clippy]\nall = "allow"\nperf = "warn"\n', []),
        ('[lints.rust]\nwarnings = "allow"\n', []),
        ('[lints.clippy]\nall = 3\n', [RULE]),
        ('[lints]\nworkspace = true\n[workspace.lints.clippy]\nperf = "allow"\n', []),
        ('[workspace.lints.clippy]\nperf = "allow"\n', [RULE]),
    ],
)  # fmt: skip
def test_the_tables_of_manifests_count(tmp_path: Path, manifest: str, expected: list[str]) -> None:
    path = plant(tmp_path, manifest)
    assert found_in(path, tmp_path) == expected


def test_a_member_inherits_the_lints_of_its_workspace(tmp_path: Path) -> None:
    root = '[workspace]\nmembers = ["inner"]\n[workspace.lints.clippy]\nreadonly_write_lock = "allow"\n'
    (tmp_path / "Cargo.toml").write_text(root)
    path = plant(tmp_path / "inner", "[lints]\nworkspace = true\n")
    assert found_in(path, tmp_path) == []
    path.write_text(f"#[warn(clippy::perf)]\n{LOCKED}")
    assert found_in(path, tmp_path) == [RULE]


def test_the_levels_of_a_file_survive_being_kept() -> None:
    summary = summarise(f"#![allow({LINT})]\n#[deny(clippy::perf)]\nmod a;\n".encode())
    assert summary.lints == (("allow", LINT),)
    assert summary.declarations[0].lints == (("deny", "clippy::perf"),)
    assert from_plain(as_plain(summary)) == summary


def test_rules_that_are_lints_can_be_switched_off() -> None:
    for twins, runs, expected in (
        ("off", False, []),
        ("auto", True, []),
        ("auto", False, [RULE]),
        ("on", True, [RULE]),
    ):
        settings = Settings(clippy_twins=twins, clippy_runs=runs)
        findings, _ = analyse("src/lib.rs", LOCKED.encode(), EMPTY_CRATE, settings)
        assert [finding.rule for finding in findings] == expected
