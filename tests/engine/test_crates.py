"""What a manifest says of its crate, also when it is odd."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE, Crate, crate_of, read_crate


def crate(folder: Path, manifest: str, at: str = ".") -> Crate:
    place = folder / at
    place.mkdir(parents=True, exist_ok=True)
    (place / "Cargo.toml").write_text(manifest)
    return read_crate(place / "Cargo.toml")


PACKAGE = '[package]\nname = "sample"\nversion = "0.1.0"\n'


def test_a_renamed_dependency_is_known_by_its_package(tmp_path: Path) -> None:
    found = crate(tmp_path, PACKAGE + '[dependencies]\npg = { package = "tokio-postgres", version = "0.7" }\n')
    assert found.crate_name("pg") == "tokio_postgres"
    assert found.crate_name("tokio_postgres") is None


def test_a_workspace_dependency_has_the_features_of_both(tmp_path: Path) -> None:
    workspace = (
        '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\ntokio = { version = "1", features = ["net"] }\n'
    )
    (tmp_path / "Cargo.toml").write_text(workspace)
    found = crate(tmp_path, PACKAGE + '[dependencies]\ntokio = { workspace = true, features = ["fs"] }\n', "a")
    assert found.dependencies["tokio"].features == {"net", "fs"}


def test_a_dependency_says_whether_its_default_features_are_on(tmp_path: Path) -> None:
    found = crate(
        tmp_path, PACKAGE + '[dependencies]\naxum = "0.8"\nwarp = { version = "0.4", default-features = false }\n'
    )
    assert [found.dependencies[name].defaults for name in ("axum", "warp")] == [True, False]


@pytest.mark.parametrize("place", ["xtask", "fuzz", "tests/end-to-end", "examples/hello"])
def test_a_crate_for_development_is_a_tool(tmp_path: Path, place: str) -> None:
    (tmp_path / "Cargo.toml").write_text("[workspace]\n")
    assert crate(tmp_path, PACKAGE, place).tool


@pytest.mark.parametrize("place", ["crates/server", "examples"])
def test_another_crate_is_none(tmp_path: Path, place: str) -> None:
    (tmp_path / "Cargo.toml").write_text("[workspace]\n")
    assert not crate(tmp_path, PACKAGE, place).tool


@pytest.mark.parametrize(("name", "tool"), [("redis-tester", True), ("app_test_db", True), ("attest", False)])
def test_the_name_of_a_crate_tells_that_it_helps_tests(tmp_path: Path, name: str, tool: bool) -> None:
    assert crate(tmp_path, PACKAGE.replace("sample", name)).tool == tool


@pytest.mark.parametrize("manifest", ["not toml", "package = 3\n", "[package]\nname = 1\n[dependencies]\ntokio = 1\n"])
def test_an_odd_manifest_is_no_crash(tmp_path: Path, manifest: str) -> None:
    found = crate(tmp_path, manifest)
    assert found.problem is not None or found.root == tmp_path


def test_a_name_that_the_system_refuses_has_no_crate() -> None:
    assert crate_of(Path("/" + "a/" * 3000 + "main.rs")) is EMPTY_CRATE
