"""All safe fixes of one manifest at once: one text with every key, and nothing else changed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.analysis.finding import Span
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.quickfix.edit import Edit, Fix, Safety, apply
from rust_perf_analyzer.quickfix.fixer import as_one, fix_for
from rust_perf_analyzer.quickfix.manifest_file import ManifestFile
from rust_perf_analyzer.settings import Settings

PACKAGE = '[package]\nname = "a" # é\nversion = "0.1.0"\n'
PROFILE = {"lto": "thin", "codegen-units": 1, "panic": "abort", "strip": "symbols"}


def fixes(path: Path, text: bytes) -> list[Fix]:
    path.write_bytes(text)
    (path.parent / "src").mkdir(exist_ok=True)
    (path.parent / "src/main.rs").write_text("fn main() {}\n")
    (path.parent / ".git").mkdir(exist_ok=True)
    findings, _ = analyse_manifest(str(path), text, Settings())
    found = (fix_for(finding, str(path), text, EMPTY_CRATE) for finding in findings)
    return [fix for fix in found if fix is not None]


def fixed(root: Path, text: str) -> bytes:
    """The text with all fixes made at once, of which none may be left over."""
    path, data = root / "Cargo.toml", text.encode()
    edits, dropped = as_one(fixes(path, data), str(path), data)
    assert not dropped
    assert all(edit.path is None for edit in edits)
    return apply(data, edits)


def said(text: bytes) -> dict[str, Any]:
    return tomllib.loads(text.decode().removeprefix("\ufeff"))


@pytest.mark.parametrize(
    "written",
    [
        PACKAGE,
        f"{PACKAGE}\n\n[profile.release]",
        f"{PACKAGE}[profile.release]\n# why\nlto = false # so\n\n[features]\nx = []\n",
        f"{PACKAGE}[profile]\nrelease = {{}}\n",
        f"{PACKAGE}[profile]\nrelease = {{ lto = 'off', incremental = false }}\n",
        f"profile.release.debug = 0\n{PACKAGE}",
        f"{PACKAGE}[profile.release]\n\tlto = false\n\n[lints]\n[lints.clippy]\nlarge_enum_variant = 'allow'\n",
        f"{PACKAGE}[profile.release.package.x]\nopt-level = 3\n",
    ],
)
@pytest.mark.parametrize("form", ["plain", "windows", "marked"])
def test_one_table_gets_every_key(written: str, form: str, tmp_path: Path) -> None:
    written = written.replace("\n", "\r\n") if form == "windows" else written
    written = "\ufeff" + written if form == "marked" else written
    after = fixed(tmp_path, written)
    release = said(after)["profile"]["release"]
    assert {key: release[key] for key in PROFILE} == PROFILE
    assert said(after)["lints"]["rust"] == {"unsafe_code": "forbid"}
    assert after.count(b"profile.release]") <= 1
    assert form != "windows" or after.count(b"\n") == after.count(b"\r\n")
    assert not fixes(tmp_path / "Cargo.toml", after)


def test_what_is_not_changed_keeps_its_bytes(tmp_path: Path) -> None:
    before = (
        f"\ufeff# top\n{PACKAGE}  \n[profile.release] # fast\n# why\n  lto   =   false   # so\n\n\n[ features ]\nx=[]\n"
    )
    after = fixed(tmp_path, before).decode()
    assert after == (
        f"\ufeff# top\n{PACKAGE}  \n[profile.release] # fast\n# why\n"
        '  lto   =   "thin"   # so\n  codegen-units = 1\n  panic = "abort"\n  strip = "symbols"\n'
        '\n\n[ features ]\nx=[]\n\n[lints.rust]\nunsafe_code = "forbid"\n'
    )


@pytest.mark.parametrize(
    ("bad", "release"),
    [
        ('[profile.release]\nlto = "true"\n', PROFILE),
        ("[profile.release]\ncodegen_units = 1\n", {"codegen_units": 1, **PROFILE}),
        ('[profile.release]\npanic = []\nstrip = "all"\n', {**PROFILE, "panic": [], "strip": "all"}),
        (
            '[profile.release]\ninherits = "dist"\n[profile.dist]\ninherits = "release"\n',
            {"inherits": "dist", **PROFILE},
        ),
        ('[profile.dist]\ninherits = "nowhere"\n', PROFILE),
        ('[workspace]\nmembers = ["none", "../outside", "[", "**/*", 1]\n', PROFILE),
        ("[profile]\nrelease = 'x'\n", "x"),
        ("[[profile.release]]\nlto = false\n", [{"lto": False}]),
    ],
)
def test_what_cargo_would_refuse_gets_right_fixes_or_none(bad: str, release: object, tmp_path: Path) -> None:
    after = fixed(tmp_path, PACKAGE + bad)
    assert said(after)["profile"]["release"] == release
    assert said(after)["package"] == said(PACKAGE.encode())["package"]


@pytest.mark.parametrize(
    "broken",
    [
        f"{PACKAGE}[profile.release]\nlto = false\nlto = true\n",
        f"{PACKAGE}[profile.release]\n[profile.release]\n",
        f"{PACKAGE}[profile.release\n",
        f"{PACKAGE}profile = {'{ a = ' * 5000}",
    ],
)
def test_what_is_no_toml_gets_no_fixes(broken: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, broken) == broken.encode()


def test_a_long_lock_file_is_read_to_its_end(tmp_path: Path) -> None:
    packages = (f'[[package]]\nname = "p{n}"\nversion = "1.{n}.0"\n' for n in range(3500))
    (tmp_path / "Cargo.lock").write_text("version = 4\n\n" + "\n".join(packages))
    assert said(fixed(tmp_path, PACKAGE))["profile"]["release"] == PROFILE


def test_keys_that_do_not_go_together_are_left_for_later(tmp_path: Path) -> None:
    text = b"[a]\n"
    file = ManifestFile("Cargo.toml", text)
    edits = [file.set_key(("b", "key"), value) for value in ("1", "2")]
    one, two = (Fix("", Safety.SAFE, (edit,)) for edit in edits if edit is not None)
    found, dropped = as_one([one, two], "Cargo.toml", text)
    assert dropped == [two]
    assert said(apply(text, found)) == {"a": {}, "b": {"key": 1}}


def test_a_fix_that_edits_a_source_as_well_is_whole_or_dropped() -> None:
    text = b"[a]\n"
    file = ManifestFile("Cargo.toml", text)
    fixes = []
    for key, source in (("one", "src/a.rs"), ("two", "src/b.rs"), ("three", "src/a.rs")):
        edit = file.set_key(("b", key), "1")
        assert edit is not None
        fixes.append(Fix("", Safety.SAFE, (edit, Edit(Span(0, 0), f"// {key}\n", source))))
    found, dropped = as_one(fixes, "Cargo.toml", text)
    assert dropped == [fixes[2]]
    assert {edit.path for edit in found} == {None, "src/a.rs", "src/b.rs"}
    assert said(apply(text, [edit for edit in found if edit.path is None])) == {"a": {}, "b": {"one": 1, "two": 1}}
