"""Targets, dependencies and features of a package are those that `cargo metadata` tells."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.analysis.workspace.crates import forget, read_crate
from rust_perf_analyzer.analysis.workspace.targets import package_of

SECONDS = 300
APP = '[package]\nname = "the-app"\nversion = "0.1.0"\nedition = "2021"\n'
PACKAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "a program": ("", ("src/main.rs",)),
    "a library beside it": ("", ("src/main.rs", "src/lib.rs")),
    "found by their places": (
        "",
        ("src/bin/one.rs", "src/bin/two/main.rs", "tests/it.rs", "tests/big/main.rs", "benches/b.rs", "examples/e.rs"),
    ),
    "not looked for": (
        'autobins = false\nautotests = false\nautoexamples = false\nautobenches = false\n[[bin]]\nname = "one"\n'
        'path = "src/bin/one.rs"\n',
        ("src/lib.rs", "src/bin/one.rs", "src/bin/two.rs", "tests/it.rs", "benches/b.rs", "examples/e.rs"),
    ),
    "at places of their own": (
        '[lib]\nname = "other"\npath = "lib/all.rs"\n[[bin]]\nname = "tool"\npath = "tool.rs"\n[[test]]\nname = "t"\n'
        'path = "checks/t.rs"\n',
        ("lib/all.rs", "tool.rs", "checks/t.rs"),
    ),
    "a build script": ("", ("src/lib.rs", "build.rs")),
    "a build script of another name": ('build = "make/build.rs"\n', ("src/lib.rs", "make/build.rs", "build.rs")),
    "dependencies in all forms": (
        '[dependencies]\nserde = "1"\nrand-core = { version = "0.6", default-features = false, features = ["std"] }\n'
        'log = { package = "tracing-log", version = "0.2", optional = true }\nlocal = { path = "local" }\n'
        "[dev-dependencies]\ntokio = { version = '1', features = ['full'] }\n[build-dependencies]\ncc = '1'\n"
        "[features]\ndefault = ['serde/derive']\n",
        ("src/lib.rs",),
    ),
    "dependencies of a target": (
        "[target.'cfg(unix)'.dependencies]\nnix = { version = '0.29', features = ['fs', 'net'] }\n"
        "[target.x86_64-pc-windows-msvc.dependencies]\nwindows-sys = '0.59'\n",
        ("src/lib.rs",),
    ),
    "dependencies of the workspace": (
        "[workspace.dependencies]\nserde = { version = '1', features = ['derive'] }\nhttp = '1'\n"
        "[dependencies]\nserde = { workspace = true, features = ['rc'] }\nhttp.workspace = true\n",
        ("src/lib.rs",),
    ),
}


def told_by_cargo(root: Path) -> Any:
    """What cargo makes of a package; the test is skipped, and says so, where there is none."""
    if shutil.which("cargo") is None:
        warnings.warn("cargo is not installed: packages are NOT compared with it", stacklevel=2)
        pytest.skip("cargo is not installed")
    words = ["cargo", "metadata", "--no-deps", "--offline", "--format-version=1"]
    ran = subprocess.run(words, cwd=root, capture_output=True, text=True, timeout=SECONDS)
    assert ran.returncode == 0, ran.stderr
    return next(each for each in json.loads(ran.stdout)["packages"] if each["name"] == "the-app")


@pytest.fixture(params=PACKAGES)
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a package."""
    written, files = PACKAGES[request.param]
    for name in (*files, "local/src/lib.rs"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("fn main() {}\n")
    (tmp_path / "local/Cargo.toml").write_text('[package]\nname = "local"\nversion = "0.1.0"\nedition = "2021"\n')
    (tmp_path / "Cargo.toml").write_text(APP + written)
    forget(tmp_path)
    return tmp_path


def test_targets_are_those_of_cargo(root: Path) -> None:
    targets = told_by_cargo(root)["targets"]
    found = package_of(root / "Cargo.toml")
    assert found is not None
    shipped = {each["src_path"] for each in targets if {"bin", "lib"} & set(each["kind"])}
    assert {each.path for each in found.roots if not each.test} == shipped
    assert {each.path for each in found.roots if each.test} == {each["src_path"] for each in targets} - shipped
    assert found.library == next((each["src_path"] for each in targets if "lib" in each["kind"]), "")


def test_dependencies_are_those_of_cargo(root: Path) -> None:
    told = {(each["rename"] or each["name"]).replace("-", "_"): each for each in told_by_cargo(root)["dependencies"]}
    found = read_crate(root / "Cargo.toml").dependencies
    assert {key: (each.name, each.dev, each.defaults, set(each.features)) for key, each in found.items()} == {
        key: (each["name"], each["kind"] is not None, each["uses_default_features"], set(each["features"]))
        for key, each in told.items()
    }
    assert {key: each.requirement for key, each in found.items()} == {key: _written(told[key]) for key in told}


def _written(dependency: Mapping[str, Any]) -> str:
    """A requirement without what cargo adds to it."""
    return str(dependency["req"]).removeprefix("^").replace("*", "")
