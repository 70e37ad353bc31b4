"""Profiles, configuration and members as cargo reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.workspace.cargo.config import config_of
from rust_perf_analyzer.analysis.workspace.cargo.flags import codegen_flags, uses_avx512, value_of
from rust_perf_analyzer.analysis.workspace.cargo.model import Workspace, workspace_around
from rust_perf_analyzer.analysis.workspace.cargo.packages import parsed

PACKAGE = '[package]\nname = "{}"\nversion = "0.1.0"\n'


def planted(root: Path, **files: str) -> Workspace:
    """A workspace of these files, `/` written as `__` in their names."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_toml", ".toml").replace("DOT", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / ".git").mkdir(exist_ok=True)
    return workspace_around(root, parsed((root / "Cargo.toml").read_bytes()))


def test_a_key_is_inherited_and_configuration_wins(tmp_path: Path) -> None:
    profiles = planted(
        tmp_path,
        Cargo_toml='profile.release.lto = "thin"\n[profile.dist]\ninherits = "release"\nlto = "fat"\n',
        DOTcargo__config_toml="[profile.release]\npanic = 'unwind'\n",
    ).profiles
    assert profiles.setting("dist", "lto") == "fat"
    assert profiles.setting("dist", "panic") == "unwind"
    assert profiles.setting("release", "strip") is None
    assert profiles.shipping() == ["release", "dist"]
    assert not profiles.is_written_here("release", "panic")


def test_profiles_that_inherit_in_a_circle_end(tmp_path: Path) -> None:
    text = '[profile.a]\ninherits = "b"\n[profile.b]\ninherits = "a"\n[profile.c]\ninherits = "nowhere"\n'
    profiles = planted(tmp_path, Cargo_toml=text).profiles
    assert [profiles.setting(name, "lto") for name in "abc"] == [None] * 3
    assert profiles.shipping() == ["release"]


def test_the_nearest_configuration_wins_and_the_name_without_extension(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, level in ((".cargo/config.toml", 1), ("a/.cargo/config.toml", 2), ("a/.cargo/config", 3)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"[profile.release]\nopt-level = {level}\n[profile.only{level}]\n")
    config = config_of(tmp_path / "a")
    assert config.profile("release") == {"opt-level": 3}
    assert set(config.profiles) == {"release", "only1", "only3"}


def test_a_member_knows_its_root_and_what_it_is_built_of(tmp_path: Path) -> None:
    root = planted(
        tmp_path,
        Cargo_toml='[workspace]\nmembers = ["server", "none"]\n[workspace.dependencies]\nstore = { path = "store" }\n',
        server__Cargo_toml=PACKAGE.format("server") + "[dependencies]\nstore.workspace = true\naxum = '0.8'\n",
        server__src__mainDOTrs="fn main() {}",
        store__Cargo_toml=PACKAGE.format("store")
        + "[dependencies]\nrocksdb = '0.22'\n[dev-dependencies]\nrand = '1'\n",
        store__src__libDOTrs="fn go() { unsafe {} }",
    )
    server = tmp_path / "server"
    around = workspace_around(server, parsed((server / "Cargo.toml").read_bytes()))
    assert around.root == root.root
    package = around.at(server)
    assert package is not None
    assert around.depends_on(package) >= {"store", "axum"}
    assert "rand" not in around.depends_on(package)


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["-Ctarget-cpu=native"], "target-cpu", "native"),
        (["-C", "target-cpu=native", "-C", "target-cpu=x86-64-v3"], "target-cpu", "x86-64-v3"),
        (["--codegen=lto=fat"], "lto", "fat"),
        (["--cfg", "tokio_unstable"], "target-cpu", None),
    ],
)
def test_flags_are_read_in_all_spellings(words: list[str], name: str, value: str | None) -> None:
    assert value_of(words, name) == value
    assert all(flag.name for flag in codegen_flags(words))


def test_avx512_is_asked_for_by_feature_or_level() -> None:
    assert uses_avx512(["-C", "target-feature=+avx2,+avx512f"])
    assert uses_avx512(["-Ctarget-cpu=x86-64-v4"])
    assert not uses_avx512(["-C", "target-feature=-avx512f"])
    assert not uses_avx512(["-C", "target-cpu=x86-64-v3"])
