"""Which version of a dependency a crate is built with, from its manifest and the lock file beside that."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.workspace import locked
from rust_perf_analyzer.analysis.workspace.crates import Crate, forget, read_crate
from rust_perf_analyzer.analysis.workspace.versions import Versions, allowed, exactly

PACKAGE = '[package]\nname = "sample"\nversion = "0.1.0"\n[dependencies]\n'
HIGHEST = (1 << 62, 0, 0)


def locks(*packages: tuple[str, str]) -> str:
    return "version = 4\n\n" + "".join(f'[[package]]\nname = "{n}"\nversion = "{v}"\n\n' for n, v in packages)


def crate(folder: Path, dependencies: str, lock: str | bytes | None = None, at: str = ".") -> Crate:
    forget(folder)
    place = folder / at
    place.mkdir(parents=True, exist_ok=True)
    (place / "Cargo.toml").write_text(PACKAGE + dependencies)
    if lock is not None:
        (folder / "Cargo.lock").write_bytes(lock.encode() if isinstance(lock, str) else lock)
    return read_crate(place / "Cargo.toml")


@pytest.mark.parametrize(
    ("requirement", "low", "high"),
    [
        ("1", (1, 0, 0), (2, 0, 0)),
        ("0.14", (0, 14, 0), (0, 15, 0)),
        ("0.14.3", (0, 14, 3), (0, 15, 0)),
        ("0.0.3", (0, 0, 3), (0, 0, 4)),
        ("0", (0, 0, 0), (1, 0, 0)),
        ("^1.2", (1, 2, 0), (2, 0, 0)),
        ("~1.2.3", (1, 2, 3), (1, 3, 0)),
        ("~1", (1, 0, 0), (2, 0, 0)),
        ("=1.2.3", (1, 2, 3), (1, 2, 4)),
        ("1.2.*", (1, 2, 0), (1, 3, 0)),
        ("*", (0, 0, 0), HIGHEST),
        (">=1, <3", (1, 0, 0), (3, 0, 0)),
        ("> 1.2, <= 1.4", (1, 3, 0), (1, 5, 0)),
        ("1.0.0-rc.2", (1, 0, 0), (2, 0, 0)),
    ],
)
def test_a_requirement_is_a_range(requirement: str, low: tuple[int, int, int], high: tuple[int, int, int]) -> None:
    assert allowed(requirement) == Versions(low, high)


@pytest.mark.parametrize("nonsense", ["", "latest", "1.x.y.z", ">=2, <1", "1,", "{}", "9" * 40, "ⅷ", "1 2"])
def test_nonsense_says_nothing(nonsense: str) -> None:
    assert allowed(nonsense) is None
    assert exactly(nonsense) is None


@pytest.mark.parametrize(
    ("requirement", "question", "answer"),
    [
        ("0.14", "<1", True),
        ("0.14", ">=1", False),
        ("1", ">=1.5", None),
        (">=0.13, <2", "<1", None),
        ("", "<1", None),
        ("*", "<1", None),
    ],
)
def test_without_a_lock_the_manifest_tells(
    tmp_path: Path, requirement: str, question: str, answer: bool | None
) -> None:
    assert crate(tmp_path, f'hyper = "{requirement}"\n').is_version("hyper", question) is answer


def test_the_lock_tells_more(tmp_path: Path) -> None:
    found = crate(tmp_path, 'hyper = "1"\n', locks(("hyper", "1.5.2")))
    assert found.is_version("hyper", ">=1.5") is True
    assert found.is_version("hyper", ">=1.6") is False


def test_of_several_versions_the_one_counts_that_is_required(tmp_path: Path) -> None:
    lock = locks(("hyper", "0.14.27"), ("hyper", "1.5.2"))
    assert crate(tmp_path, 'hyper = "0.14"\n', lock).is_version("hyper", "<1") is True
    assert crate(tmp_path, 'hyper = "1"\n', lock).is_version("hyper", "<1") is False
    assert crate(tmp_path, 'hyper = "*"\n', lock).is_version("hyper", "<1") is None


def test_a_lock_that_is_out_of_date_counts_for_nothing(tmp_path: Path) -> None:
    found = crate(tmp_path, 'hyper = "0.14"\n', locks(("hyper", "1.5.2")))
    assert found.is_version("hyper", "<1") is True


def test_a_crate_that_uses_two_versions_is_told_apart_by_neither(tmp_path: Path) -> None:
    two = 'hyper = "1"\nold_hyper = { package = "hyper", version = "0.14" }\n'
    found = crate(tmp_path, two, locks(("hyper", "0.14.27"), ("hyper", "1.5.2")))
    assert found.is_version("hyper", "<1") is None
    assert found.is_version("hyper", ">=0.14") is True


def test_a_dash_in_a_name_is_one(tmp_path: Path) -> None:
    found = crate(tmp_path, 'hyper-util = "0.1"\n', locks(("hyper-util", "0.1.21")))
    assert found.is_version("hyper_util", ">=0.1.20") is True


def test_a_member_is_built_with_what_the_workspace_locks(tmp_path: Path) -> None:
    (tmp_path / "Cargo.toml").write_text('[workspace]\nmembers = ["a"]\n[workspace.dependencies]\naxum = "0.7"\n')
    lock = locks(("axum", "0.7.9"), ("sample", "0.1.0"))
    found = crate(tmp_path, "axum = { workspace = true }\n", lock, "a")
    (tmp_path / "a/Cargo.lock").write_text(locks(("axum", "0.6.20")))
    assert found.is_version("axum", ">=0.7.6") is True


def test_what_is_no_member_has_a_lock_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "Cargo.toml").write_text('[workspace]\nexclude = ["a"]\n')
    found = crate(tmp_path, 'axum = "0.6"\n', locks(("axum", "0.7.9")), "a")
    (tmp_path / "a/Cargo.lock").write_text(locks(("axum", "0.6.20"), ("sample", "0.1.0")))
    assert found.is_version("axum", ">=0.6.20, <0.7") is True


@pytest.mark.parametrize(
    "lock",
    [
        b"",
        b"\xff\xfe\x00",
        b"<<<<<<< HEAD\n",
        b'[[package]]\nname = "hyper"\n',
        b'[[package]]\nname = "hyper"\nversion = "one"\n',
        b'[[package]]\nname = "hyper"\nversion = 1\n',
        b"x" * (locked.LARGEST + 1),
    ],
    ids=["empty", "no text", "a conflict", "cut off", "no version", "no string", "too large"],
)
def test_a_lock_that_says_nothing_leaves_the_manifest(tmp_path: Path, lock: bytes) -> None:
    found = crate(tmp_path, 'hyper = "0.14"\n', lock)
    assert found.is_version("hyper", "<1") is True
    assert found.is_version("hyper", ">=0.14.10") is None


def test_a_folder_in_place_of_a_lock_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "Cargo.lock").mkdir()
    assert crate(tmp_path, 'hyper = "1"\n').is_version("hyper", ">=1") is True


def test_windows_ends_lines_otherwise(tmp_path: Path) -> None:
    lock = locks(("hyper", "1.5.2")).replace("\n", "\r\n")
    assert crate(tmp_path, 'hyper = "1"\n', lock).is_version("hyper", ">=1.5.2") is True


def test_a_crate_without_manifest_knows_none() -> None:
    assert Crate().is_version("hyper", "<1") is None


def test_a_lock_is_read_again_when_it_changed(tmp_path: Path) -> None:
    before = crate(tmp_path, 'hyper = "1"\n', locks(("hyper", "1.1.0"))).is_version("hyper", ">=1.5")
    after = crate(tmp_path, 'hyper = "1"\n', locks(("hyper", "1.6.0"))).is_version("hyper", ">=1.5")
    assert (before, after) == (False, True)
