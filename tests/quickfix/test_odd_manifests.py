"""Fixes of manifests in forms that few write: what they say afterwards is what was wanted, and other lines stay."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.quickfix.edit import Fix, apply
from rust_perf_analyzer.quickfix.fixer import fix_for
from rust_perf_analyzer.settings import Settings

MAIN = '#![warn(unused)]\n\nuse std::net::TcpListener;\n\nfn main() {\n    TcpListener::bind("é").ok();\n}\n'
WARN = {"or_fun_call": "warn", "large_futures": "warn"}

FORMS: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "with Windows' line ends": lambda text: text.replace("\n", "\r\n"),
    "with a mark at the start": lambda text: "\ufeff" + text,
    "without a line end at the end": lambda text: text.rstrip("\n"),
    "indented by tabs": lambda text: text.replace("\n", "\n\t").rstrip("\t"),
    "with comments everywhere": lambda text: "# é😀\n" + text.replace("\n", " # é😀\n# below\n"),
}
FORM = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)

PACKAGE = '[package]\nname = "relay"\nversion = "0.1.0"\nedition = "2021"\n\n'
DEPENDENCIES = {
    "a table": f'{PACKAGE}[dependencies]\naxum = "0.8"\n\n[features]\nx = []\n',
    "tables of their own": f'{PACKAGE}[dependencies.axum]\nversion = "0.8"\n\n[features]\nx = []\n',
    "dotted keys": f'dependencies.axum.version = "0.8"\n{PACKAGE}',
    "quoted keys": f'{PACKAGE}["dependencies"]\n\'axum\' = "0.8"\n',
    "an inline table": f'dependencies = {{ axum = "0.8" }}\n{PACKAGE}',
    "tables out of order": f'[dependencies.axum]\nversion = "0.8"\n\n{PACKAGE}[dependencies.tokio]\nversion = "1"\n',
    "a comment alone": f'{PACKAGE}[dependencies]\n# the server\naxum = "0.8"\n# the end\n\n# features\n[features]\n',
}


def fixes(path: Path, rule: str) -> list[Fix]:
    findings, failures = analyse_manifest(str(path), path.read_bytes(), Settings(select=(rule,)))
    assert not failures
    found = [fix_for(each, str(path), path.read_bytes(), EMPTY_CRATE) for each in findings if each.rule == rule]
    return [fix for fix in found if fix is not None]


def made(path: Path, fix: Fix) -> dict[str, Any]:
    """Applies a fix, in which no line is lost but the one whose value changes; what the file says then."""
    for name in {edit.path for edit in fix.edits}:
        target = path if name is None else Path(name)
        before = target.read_bytes()
        after = apply(before, [edit for edit in fix.edits if edit.path == name])
        lost = [line for line in before.splitlines() if line not in after.splitlines()]
        assert len(lost) <= 1
        assert (b"\r\n" in before) == (b"\r\n" in after)
        assert after.count(b"\n") in (after.count(b"\r\n"), after.replace(b"\r\n", b"").count(b"\n"))
        target.write_bytes(after)
    return said(path)


def said(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8").removeprefix("\ufeff"))


def workspace(root: Path, **files: str) -> Path:
    """Files by their names, `__` for a folder's slash; the manifest of the root."""
    (root / ".git").mkdir()
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("Cargo", "Cargo.toml").replace("_rs", ".rs")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root / "Cargo.toml"


@FORM
@pytest.mark.parametrize("written", DEPENDENCIES.values(), ids=DEPENDENCIES)
def test_an_allocator_comes_with_its_dependency(written: str, form: Callable[[str], str], tmp_path: Path) -> None:
    path = workspace(tmp_path, Cargo=form(written), src__main_rs=form(MAIN).removeprefix("# é😀\n").replace("#", "//"))
    before = said(path)
    (fix,) = fixes(path, "default-allocator-in-daemon")
    assert {edit.path for edit in fix.edits} == {None, str(tmp_path / "src/main.rs")}
    after = made(path, fix)
    assert after == {**before, "dependencies": {**before["dependencies"], "mimalloc": "0.1"}}
    main = (tmp_path / "src/main.rs").read_text(encoding="utf-8")
    assert main.count("#[global_allocator]\n") == 1
    assert main.index("use std::net") < main.index("#[global_allocator]") < main.index("fn main")
    assert not fixes(path, "default-allocator-in-daemon")


LISTED = 'members = ["one", "two", "three"]\n'
LINTS = {
    "a table": f"[workspace]\n{LISTED}\n"
    '[workspace.lints.clippy]\na = "warn"\nb = "warn"\nc = "warn"\nd = "warn"\ne = "deny"\n',
    "dotted keys": f"workspace.{LISTED}"
    'workspace.lints.clippy.a = "warn"\nworkspace.lints.clippy.b.level = "warn"\n'
    'workspace.lints.clippy.c = "warn"\nworkspace.lints.clippy.d = "warn"\nworkspace.lints.clippy.e = "deny"\n',
    "an inline table": f"[workspace]\n{LISTED}\n[workspace.lints]\n"
    'clippy = { a = "warn", b = "warn", c = "warn", d = "warn", e = "deny" }\n',
    "quoted keys": f"['workspace']\n{LISTED}\n"
    "['workspace'.\"lints\".clippy]\n'a' = 'warn'\n\"b\" = 'warn'\nc = 'warn'\nd = 'warn'\ne = 'deny'\n",
    "levels with priorities": "[workspace.lints.clippy]\n"
    + "".join(f'{name} = {{ level = "warn", priority = 1 }}\n' for name in "abcde")
    + f"[workspace]\n{LISTED}",
}
MEMBERS = {
    "one": '[package]\nname = "one"\nversion = "0.1.0"\n\n[dependencies]\n\n[profile.release]\nlto = true\n',
    "two": 'package = { name = "two", version = "0.1.0" }\n',
    "three": '[package]\nname = "three"\nversion = "0.1.0"\n\n[lints.rust]\nunsafe_code = "forbid"\n',
}


@FORM
@pytest.mark.parametrize("written", LINTS.values(), ids=LINTS)
def test_lints_of_a_workspace_come_with_its_members(written: str, form: Callable[[str], str], tmp_path: Path) -> None:
    members = {f"{name}__Cargo": form(text) for name, text in MEMBERS.items()}
    path = workspace(
        tmp_path, Cargo=form(written), one__src__lib_rs="", two__src__lib_rs="", three__src__lib_rs="", **members
    )
    before, packages = said(path), {name: said(tmp_path / name / "Cargo.toml") for name in MEMBERS}
    (fix,) = fixes(path, "perf-lints-disabled")
    after = made(path, fix)
    lints = after["workspace"]["lints"]["clippy"]
    assert lints.items() >= {**before["workspace"]["lints"]["clippy"], **WARN}.items()
    assert {**after, "workspace": None} == {**before, "workspace": None}
    for name in ("one", "two"):
        assert said(tmp_path / name / "Cargo.toml") == {**packages[name], "lints": {"workspace": True}}
    assert said(tmp_path / "three/Cargo.toml") == packages["three"]
    assert not fixes(path, "perf-lints-disabled")


PROFILES = {
    "a table": "[profile.release]\nlto = false\n",
    "dotted keys": "[profile]\nrelease.lto = false\nrelease.debug = 0\ndev.debug = 1\n",
    "an inline table": "[profile]\nrelease = { lto = false }\n",
    "quoted keys": '[\'profile\'."release"]\n"lto" = false\n',
    "tables out of order": "[profile.dev]\ndebug = 0\n[features]\nx = []\n[profile.release]\nlto = false\n",
    "another profile only": "[profile.dev]\ndebug = 0\n\n[features]\nx = []\n",
    "an override only": "[profile.release.package.x]\nopt-level = 3\n",
    "nothing": "",
}


@FORM
@pytest.mark.parametrize("rule", ["missing-lto", "many-codegen-units", "missing-panic-abort", "unstripped-symbols"])
@pytest.mark.parametrize("written", PROFILES.values(), ids=PROFILES)
def test_a_key_of_a_profile_is_set(written: str, rule: str, form: Callable[[str], str], tmp_path: Path) -> None:
    path = workspace(tmp_path, Cargo=form(PACKAGE + written), src__main_rs="fn main() {}\n")
    before = said(path)
    (fix,) = fixes(path, rule)
    after = made(path, fix)
    keys = {
        "missing-lto": {"lto": "thin"},
        "many-codegen-units": {"codegen-units": 1},
        "missing-panic-abort": {"panic": "abort"},
        "unstripped-symbols": {"strip": "symbols"},
    }
    profiles = before.get("profile", {})
    release = {**profiles.get("release", {}), **keys[rule]}
    assert after == {**before, "profile": {**profiles, "release": release}}
    assert not fixes(path, rule)
