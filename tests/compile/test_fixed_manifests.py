"""What the fixes make of manifests builds as programs are shipped: with `cargo build --release`.

Only what is small is built: workspaces that need nothing, or nothing but the allocator that a fix brings.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from rules.manifest_harness import FIXED, HERE, cases, placed
from rust_perf_analyzer.analysis.workspace.cargo.packages import parsed, table

from .test_compile import cargo, installed_cargo

__all__ = ["installed_cargo"]

TARGET = "released"
SMALL = frozenset({"mimalloc", "rayon"})


def fixed_files(case: Path) -> dict[Path, Path]:
    """What each file of a case is to be replaced by, both below the case."""
    found = (path.relative_to(case) for path in sorted(case.rglob(f"*{FIXED}.*")))
    return {path.with_name(path.name.replace(FIXED, "")): path for path in found}


def needed(case: Path) -> set[str]:
    """The packages that a fixed case takes from a registry."""
    return {name for manifest in case.rglob("Cargo*.toml") for name in _from_a_registry(manifest)}


def _from_a_registry(manifest: Path) -> Iterator[str]:
    data = parsed(manifest.read_bytes())
    for tables in (data, table(data, "workspace"), *table(data, "target").values()):
        for name, how in table(tables, "dependencies").items():
            if not isinstance(how, dict) or not how.keys() & {"path", "workspace"}:
                yield name


SHIPPED = [case for case in cases() if fixed_files(case) and needed(case) <= SMALL]


@pytest.mark.parametrize("case", SHIPPED, ids=lambda case: case.relative_to(HERE).as_posix())
def test_a_fixed_workspace_builds(case: Path, installed_cargo: None, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    for name, fixed in fixed_files(case).items():
        shutil.copyfile(case / fixed, root / name)
    # A toolchain file would have rustup download that toolchain.
    for file in root.rglob("rust-toolchain*"):
        file.unlink()
    if needed(case) and cargo("fetch", "--quiet", at=root, target=TARGET).returncode:
        warnings.warn(f"{case.name} is NOT built: its dependencies cannot be fetched", stacklevel=1)
        pytest.skip("the dependencies cannot be fetched")
    done = cargo("build", "--release", "--offline", "--quiet", at=root, target=TARGET)
    assert done.returncode == 0, done.stderr


def test_every_fix_is_among_them() -> None:
    rules = {case.parent.name for case in cases() if fixed_files(case)}
    assert rules - {case.parent.name for case in SHIPPED} <= {"generic_target_cpu"}
