"""Fixtures that are workspaces compile too: those of one package together, so that dependencies are built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rules.workspace_harness import cases

from .test_compile import CRATE, alone, cargo, installed_cargo

__all__ = ["installed_cargo"]

TARGET = "workspaces"


def is_one_package(case: Path) -> bool:
    return "[workspace]" not in (case / "Cargo.toml").read_text(encoding="utf-8")


def compiled(workspace: Path) -> str:
    """What the compiler has against a workspace; versions are those of the other fixtures where they have any."""
    shutil.copyfile(CRATE / "Cargo.lock", workspace / "Cargo.lock")
    with alone():
        done = cargo("check", "--workspace", "--all-targets", "--quiet", at=workspace, target=TARGET)
    return done.stderr if done.returncode else ""


def test_fixtures_of_one_package_compile(installed_cargo: None, tmp_path: Path) -> None:
    single = [case for case in cases() if is_one_package(case)]
    names = [f"{case.parent.name}_{case.name}" for case in single]
    for case, name in zip(single, names, strict=True):
        shutil.copytree(case, tmp_path / name)
    members = ", ".join(f'"{name}"' for name in names)
    (tmp_path / "Cargo.toml").write_text(f'[workspace]\nresolver = "2"\nmembers = [{members}]\n', encoding="utf-8")
    assert not compiled(tmp_path)


@pytest.mark.parametrize("case", [case for case in cases() if not is_one_package(case)], ids=lambda case: case.name)
def test_fixtures_of_several_packages_compile(installed_cargo: None, case: Path, tmp_path: Path) -> None:
    workspace = tmp_path / case.name
    shutil.copytree(case, workspace)
    assert not compiled(workspace)
