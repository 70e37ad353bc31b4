"""What `check` says is what it would say without a cache, however little it looks at."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rust_perf_analyzer.cache import stamps

from .conftest import LARGE, QUICK, SLOW, TUNES, TUNES_NOT, Run, manifest, write

SETTLES = 0.04
HOUR = 3_600_000_000_000


def judged(run: Run, *words: str) -> str:
    """How many files were judged, or that nothing changed; what is reported must be what no cache gives."""
    cached, fresh = run("check", "-v", *words), run("check", "--no-cache", *words)
    assert (cached.code, cached.out) == (fresh.code, fresh.out)
    *errors, note = cached.err.splitlines(keepends=True)
    assert "".join(errors) == fresh.err
    found = re.fullmatch(r"cache: (?:(nothing) changed in \d+ places|(\d+) of \d+ files judged; written)\n", note)
    assert found, note
    return found[1] or found[2]


def test_an_unchanged_workspace_is_not_looked_into(run: Run):
    assert judged(run) == "7"
    assert judged(run) == "nothing"
    time.sleep(SETTLES)
    assert judged(run) == judged(run) == "nothing"


def test_formats_share_what_was_found(run: Run):
    assert judged(run) == "7"
    for format_ in ("concise", "json", "text"):
        assert judged(run, "--format", format_) == "0"
        assert judged(run, "--format", format_) == "nothing"


def test_what_was_found_without_fixes_is_no_report_with_fixes(run: Run):
    assert judged(run, "--format", "concise") == "7"
    assert judged(run) == "7"
    assert judged(run, "--format", "concise", "--exit-zero") == "0"


def test_other_choices_are_judged_apart(run: Run, workspace: Path):
    judged(run)
    assert judged(run, "--select", "memory") == "7"
    assert judged(run, "--ignore", "blocking-sleep-in-async") == "7"
    (workspace.parent / "other.toml").write_text('ignore = ["all"]')
    assert judged(run, "--config", "../other.toml") == "7"
    assert judged(run, "--no-config") == "0"
    assert judged(run, "store") == "0"
    assert judged(run, "store", "--jobs", "1") == "0"


def test_an_edit_costs_its_workspace_at_most(run: Run, workspace: Path):
    other = workspace.parent / "other"
    shutil.copytree(workspace, other)
    paths = (".", str(other))
    assert judged(run, *paths) == "14"
    (workspace / "store/src/lib.rs").write_text(QUICK)
    # The three manifests of the other one may hang on any file; that is soon said of them.
    assert judged(run, *paths) == "10"
    assert judged(run, *paths) == "nothing"


HELPER = "pub fn template() -> String {\n    %s\n}\n"


def test_a_helper_of_another_crate_counts(run: Run, tmp_path: Path):
    root = tmp_path / "members"
    for name, text in {
        "Cargo.toml": '[workspace]\nmembers = ["pages", "texts"]\n',
        "pages/Cargo.toml": '[package]\nname = "pages"\n[dependencies]\ntexts = { path = "../texts" }\n',
        "pages/src/lib.rs": "pub async fn page() -> String {\n    texts::template()\n}\n",
        "texts/Cargo.toml": '[package]\nname = "texts"\n',
        "texts/src/lib.rs": HELPER % "String::new()",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    judged(run, str(root))
    assert "blocking-call-chain" not in run("check", str(root)).out
    (root / "texts/src/lib.rs").write_text(HELPER % 'std::fs::read_to_string("a").unwrap_or_default()')
    judged(run, str(root / "pages"))
    judged(run, str(root))
    assert "blocking-call-chain" in run("check", str(root)).out
    assert judged(run, str(root)) == "nothing"


@pytest.mark.parametrize("settles", [0, SETTLES])
def test_an_edit_of_the_same_size_at_once_is_seen(run: Run, workspace: Path, settles: float):
    assert len(SLOW) == len(QUICK)
    file = workspace / "store/src/lib.rs"
    for text in (SLOW, QUICK, SLOW, QUICK):
        file.write_text(text)
        run("check")
        time.sleep(settles)
        about = file.stat()
        file.write_text(SLOW if text == QUICK else QUICK)
        os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
        assert judged(run) != "nothing"
        assert ("blocking-sleep-in-async" in run("check").out) is (text == QUICK)


def test_new_times_alone_cost_nothing(run: Run, workspace: Path):
    judged(run)
    time.sleep(SETTLES)
    for file in workspace.rglob("*.*"):
        os.utime(file)
    assert judged(run) == "nothing"


def test_a_fact_in_another_file_counts(run: Run, workspace: Path):
    for text in (TUNES, TUNES_NOT, TUNES):
        (workspace / "web/src/net.rs").write_text(text)
        assert judged(run) != "0"


SERVES = """async fn serve(stream: S) {
    hyper::server::conn::http2::Builder::new(Tasks).serve_connection(stream, service).await
}
"""


def test_a_lock_file_counts(run: Run, workspace: Path):
    (workspace / "store/Cargo.toml").write_text('[package]\nname = "store"\n[dependencies]\nhyper = ">=0.14, <2"\n')
    (workspace / "store/src/lib.rs").write_text(SERVES)
    for version, is_found in (("0.14.32", True), ("1.5.0", False), ("0.14.32", True)):
        (workspace / "Cargo.lock").write_text(f'[[package]]\nname = "hyper"\nversion = "{version}"\n')
        assert ("http2-streams-unlimited" in run("check").out) is is_found
    (workspace / "Cargo.lock").unlink()
    assert "http2-streams-unlimited" not in run("check").out


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": write("store/src/new.rs", SLOW),
    "a new folder": write("store/src/deep/er/mod.rs", SLOW),
    "a file that went": lambda top: (top / "store/src/lib.rs").unlink(),
    "a file under another name": lambda top: (top / "store/src/lib.rs").rename(top / "store/src/else.rs"),
    "a file that moved": lambda top: (top / "store/src/lib.rs").rename(top / "web/src/lib.rs"),
    "a folder under another name": lambda top: (top / "store").rename(top / "shop"),
    "a dependency that went": write("store/Cargo.toml", manifest("store", "serde")),
    "a new manifest": write("web/src/Cargo.toml", manifest("inner")),
    "a broken manifest": write("store/Cargo.toml", "[package\n"),
    "a profile": write("Cargo.toml", '[workspace]\nmembers = ["web", "store"]\n[profile.release]\nlto = "fat"\n'),
    "cargo's configuration": write(".cargo/config.toml", '[profile.release]\nlto = "thin"\n'),
    "a build file": write(".github/workflows/ci.yml", "env:\n  CARGO_PROFILE_RELEASE_LTO: thin\n"),
    "a Dockerfile": write("Dockerfile", "ENV CARGO_PROFILE_RELEASE_LTO=thin\n"),
    "settings": write("rust-perf.toml", 'ignore = ["blocking-sleep-in-async"]'),
    "settings of a crate": write("store/rust-perf.toml", 'exclude = ["lib.rs"]'),
    "settings with a mistake": write("rust-perf.toml", 'ignoer = ["critical"]'),
    "settings for a path": write("rust-perf.toml", '[per-path."store/**"]\nignore = ["blocking-sleep-in-async"]'),
    "a preset": write("rust-perf.toml", 'preset = "cli"'),
    "settings in a manifest": write("Cargo.toml", '[workspace.metadata.rust-perf]\nignore = ["asynchrony"]\n'),
    "settings above": write("../rust-perf.toml", 'ignore = ["asynchrony"]'),
    "an ignore file": write(".gitignore", "kinds.rs\n"),
    "an ignore file in a folder": write("store/.ignore", "src/lib.rs\n"),
    "a tag": write("store/src/CACHEDIR.TAG", "Signature"),
    "a link": lambda top: (top / "store/src/link.rs").symlink_to(top / "store/src/lib.rs"),
    "a link in place of a file": lambda top: (
        (top / "store/src/lib.rs").rename(top / "lib"),
        (top / "store/src/lib.rs").symlink_to(top / "lib"),
    ),
    "a file that became binary": write("store/src/lib.rs", "\0"),
    "a program": write("store/src/main.rs", "fn main() {}\n"),
    "git": write(".git/info/exclude", "kinds.rs\n"),
}


@pytest.mark.parametrize("settles", [0, SETTLES])
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_counts(run: Run, workspace: Path, change: str, settles: float):
    words = ("--select", "all", "--format", "json")
    judged(run, *words)
    judged(run, "store/src", *words)
    time.sleep(settles)
    CHANGES[change](workspace)
    if (workspace / "store/src").exists():
        compare(run, "store/src", *words)
    compare(run, *words)
    compare(run, *words)


def compare(run: Run, *words: str) -> None:
    assert run("check", *words) == run("check", "--no-cache", *words)


def test_a_change_in_git_s_folder_counts_above_what_is_checked(run: Run, workspace: Path):
    write(".gitignore", "lib.rs\n")(workspace)
    compare(run, "store")
    (workspace / ".git").mkdir()
    compare(run, "store")
    write(".gitignore", "kinds.rs\n")(workspace)
    compare(run, "store")


def test_a_file_that_cannot_be_read_is_tried_again(run: Run, workspace: Path):
    compare(run, "gone.rs")
    write("gone.rs", SLOW)(workspace)
    compare(run, "gone.rs")
    assert run("check", "gone.rs").code == 1


def test_fixing_neither_takes_nor_leaves_anything(run: Run, workspace: Path, own_cache: Path):
    run("check", "--diff")
    assert not own_cache.exists()
    judged(run)
    file = workspace / "store/src/lib.rs"
    assert run("check", "--fix", "store/src/lib.rs", "--ignore", "untagged-enum").code == 0
    assert "tokio::time::sleep" in file.read_text()
    assert judged(run) != "nothing"
    file.write_text(SLOW)
    assert judged(run) != "nothing"


def test_many_processes_tell_what_they_saw(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("rust_perf_analyzer.commands.pool.LITTLE", 0)
    assert judged(run, "--jobs", "2") == "7"
    assert judged(run, "--jobs", "2") == "nothing"
    (workspace / "web/src/net.rs").write_text(TUNES_NOT)
    assert judged(run, "--jobs", "2") != "nothing"
    assert judged(run, "--jobs", "2") == "nothing"


def test_a_file_that_changes_while_it_is_judged_is_judged_again(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    from rust_perf_analyzer.disk import source

    read = source.read
    slow = workspace / "store/src/lib.rs"

    def read_and_edit(path: str) -> bytes:
        data = read(path)
        if path == str(slow):
            slow.write_text(QUICK)
        return data

    with monkeypatch.context() as patch:
        patch.setattr(source, "read", read_and_edit)
        assert "blocking-sleep-in-async" in run("check").out
    compare(run)
    assert "blocking-sleep-in-async" not in run("check").out


def test_a_run_on_stdin_is_not_kept(run: Run, own_cache: Path):
    run("check", "-")
    assert not own_cache.exists()


def test_a_settled_state_is_one_that_a_later_change_shows_in(workspace: Path, monkeypatch: pytest.MonkeyPatch):
    file = workspace / "store/src/lib.rs"
    file.write_text(LARGE)
    monkeypatch.setattr(stamps, "MARGIN", HOUR)
    assert stamps.settled_stamp(str(file)) == stamps.UNSETTLED
    monkeypatch.setattr(stamps, "MARGIN", 0)
    assert stamps.settled_stamp(str(file)) == stamps.stamp(str(file))
