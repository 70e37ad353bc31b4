"""The cache stands where it should, and whatever is odd there is passed over."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from rust_perf_analyzer.cache import build, place, pruning, storage

from .conftest import SLOW, Run

posix = pytest.mark.skipif(os.name != "posix", reason="owners, modes and links of POSIX")


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "/home/me/.cache/rust-perf-analyzer"),
        ("linux", {"XDG_CACHE_HOME": "/fast"}, "/fast/rust-perf-analyzer"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/me/.cache/rust-perf-analyzer"),
        ("darwin", {"XDG_CACHE_HOME": "/fast"}, "/home/me/Library/Caches/rust-perf-analyzer"),
        ("linux", {"RUST_PERF_CACHE_DIR": "/here"}, "/here"),
    ],
)
@posix
def test_the_conventions_of_each_platform(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
):
    for name in ("XDG_CACHE_HOME", "RUST_PERF_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert place.root() == expected


@posix
def test_nobody_else_may_look(run: Run, own_cache: Path):
    run("check")
    found = list(own_cache.rglob("*"))
    assert len(found) >= 5
    for path in (own_cache, *found):
        if path.name != place.TAG and not path.name.startswith(build.KNOWN):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert (own_cache / place.TAG).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def files(cache: Path) -> list[Path]:
    return [path for path in cache.glob("*/*/*") if path.is_file()]


DAMAGES = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "longer": lambda data: data + b"more",
    "one byte": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "foreign": lambda data: b"SQLite format 3\0" + data,
    "no text": lambda data: os.urandom(1000),
    "another format": lambda data: data.replace(b"cache 1", b"cache 2", 1),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_files_are_passed_over_and_made_anew(run: Run, own_cache: Path, damage: str):
    fresh = run("check")
    assert files(own_cache)
    for path in files(own_cache):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert run("check", "-v").err == "cache: 7 of 7 files judged; written\n"
    assert run("check") == fresh


ROWS = [b"[]", b"1", b"null", b'["", "", 1, [[1]], []]', b'["?", null, "x", 3, {}]', b"{" * 100_000, b"\xff"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:12].decode("latin-1"))
def test_whole_files_with_odd_content_are_passed_over(run: Run, own_cache: Path, row: bytes):
    fresh = run("check")
    for path in files(own_cache):
        lines = storage.load(str(path.parent), path.name) or b""
        odd = b"".join(line.partition(b"\t")[0] + b"\t" + row + b"\n" for line in lines.splitlines())
        assert storage.save(str(path.parent), path.name, odd) is None
    assert run("check") == fresh


@posix
@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_links_are_not_followed(run: Run, own_cache: Path, tmp_path: Path, depth: int):
    fresh = run("check")
    path = files(own_cache)[0]
    for _ in range(3 - depth):
        path = path.parent
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = {each: each.read_bytes() for each in (elsewhere, *elsewhere.rglob("*")) if each.is_file()}
    assert run("check") == run("check") == fresh
    assert before == {each: each.read_bytes() for each in (elsewhere, *elsewhere.rglob("*")) if each.is_file()}
    assert "not written" in run("check", "-v").err or depth == 3


@posix
def test_a_folder_that_others_can_write_is_not_used(run: Run, own_cache: Path, workspace: Path):
    run("check")
    own_cache.chmod(0o777)
    (workspace / "store/src/lib.rs").write_text(SLOW + SLOW)
    assert "can be written by others" in run("check", "-v").err


def test_a_place_that_cannot_be_written_is_no_error(run: Run, own_cache: Path):
    own_cache.write_text("a file")
    result = run("check")
    assert (result.code, result.err) == (1, "")
    assert "not written" in run("check", "-v").err


def test_a_full_disk_leaves_nothing_behind(run: Run, own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert "No space left on device" in run("check", "-v").err
    assert files(own_cache) == []
    assert run("check", "-v").err == "cache: 7 of 7 files judged; written\n"


def test_runs_at_the_same_time_do_not_disturb_each_other(run: Run, own_cache: Path):
    children = []
    for _ in range(6):
        child = os.fork()
        if not child:
            os._exit(0 if run("check").code == 1 else 1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 6
    assert run("check", "-v").err.startswith("cache: nothing changed")
    assert not list(own_cache.rglob("*.new"))


def test_another_build_of_the_analyzer_starts_anew(run: Run, monkeypatch: pytest.MonkeyPatch):
    run("check")
    with monkeypatch.context() as patch:
        patch.setattr(build, "_read", lambda: "another")
        patch.setattr(build, "_remembered", lambda memo: None)
        patch.setattr(build, "_names", {})
        assert run("check", "-v").err == "cache: 7 of 7 files judged; written\n"
    assert run("check", "-v").err.startswith("cache: nothing changed")


def test_a_build_is_known_by_the_content_of_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ours, moved = tmp_path / "ours", tmp_path / "moved"
    (ours / "rules").mkdir(parents=True)
    file = ours / "rules" / "one.py"
    file.write_text("A = 1\n")

    def name(folder: Path = ours) -> str:
        monkeypatch.setattr(build, "_names", {})
        monkeypatch.setattr(build, "_OURS", str(folder))
        found = build.build_name(str(tmp_path))
        build.remember(str(tmp_path))
        return found

    first = name()
    os.utime(file, (0, 0))
    shutil.copytree(ours, moved)
    assert name() == name(moved) == first
    file.write_text("A = 2\n")
    second = name()
    (ours / "rules" / "two.py").write_text("")
    assert len({first, second, name()}) == 3


def test_the_files_of_a_known_build_are_not_read(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(build, "_names", {})
    run("check")
    monkeypatch.setattr(build, "_read", lambda: pytest.fail("read"))
    assert run("check", "-v").err.startswith("cache: nothing changed")


def test_clean_removes_what_is_ours_and_nothing_else(run: Run, own_cache: Path):
    assert run("cache", "dir").out == f"{own_cache}\n"
    assert run("cache", "clean").code == 0
    run("check")
    (own_cache / "notes.txt").write_text("mine")
    assert run("cache", "clean").out.startswith("Removed 0.")
    assert sorted(path.name for path in own_cache.iterdir()) == [place.TAG, "notes.txt"]
    assert run("check", "-v").err == "cache: 7 of 7 files judged; written\n"


def test_old_runs_and_workspaces_go(run: Run, own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pruning, "_RUNS", 3)
    for number in range(6):
        run("check", "--jobs", str(number + 1))
    run("check", "--format", "json")
    assert len(list(own_cache.glob("*/*/run-*"))) <= 4
    folder = next(own_cache.glob("build-*"))
    for name in ("store-old", "store-older"):
        (folder / name).mkdir()
        os.utime(folder / name, (0, 0))
    (own_cache / "build-other").mkdir()
    monkeypatch.setattr(pruning, "_BUILDS", 1)
    os.utime(own_cache / "build-other", (0, 0))
    os.utime(own_cache / place.TAG, (0, 0))
    run("check", "--jobs", "9")
    assert [path.name for path in folder.iterdir() if "old" in path.name] == []
    assert [path.name for path in own_cache.glob("build-*")] == [folder.name]
    assert run("check", "--jobs", "9", "-v").code == 1
