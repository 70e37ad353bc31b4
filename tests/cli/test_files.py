"""Which files are judged, and what becomes of odd ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import CLEAN, MANIFEST, RULE, SLOW, Check


def found(check: Check, *arguments: str) -> list[str]:
    out = check("--format", "concise", *arguments).out
    return [line.split(":")[0] for line in out.splitlines()]


def plant(crate: Path, *names: str) -> None:
    (crate / "src" / "lib.rs").write_text(CLEAN)
    for name in names:
        (crate / name).parent.mkdir(parents=True, exist_ok=True)
        (crate / name).write_text(SLOW)


def test_folders_are_walked_in_order_and_files_are_judged_once(check: Check, crate: Path):
    plant(crate, "src/b.rs", "src/a/mod.rs", "src/notes.txt")
    assert found(check) == ["src/a/mod.rs", "src/b.rs"]
    assert found(check, "src", "src/b.rs", ".", "./src/a/../b.rs") == ["src/a/mod.rs", "src/b.rs"]
    assert found(check, "src/a") == ["src/a/mod.rs"]
    assert found(check, str(crate / "src" / "b.rs")) == ["src/b.rs"]


def test_paths_are_told_from_the_working_directory(check: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    plant(crate, "src/b.rs")
    monkeypatch.chdir(crate / "src")
    assert found(check) == ["b.rs"]
    assert found(check, "..") == ["b.rs"]
    (crate / "elsewhere").mkdir()
    monkeypatch.chdir(crate / "elsewhere")
    assert found(check, "../src") == ["../src/b.rs"]


def test_hidden_folders_and_cargo_s_output_are_passed_over(check: Check, crate: Path):
    plant(crate, ".hidden/a.rs", "src/.b.rs", "target/debug/c.rs", "out/d.rs", "src/target/mod.rs")
    (crate / "out" / "CACHEDIR.TAG").write_text("Signature")
    assert found(check) == ["src/target/mod.rs"]
    assert found(check, "target", "out", ".hidden/a.rs") == [".hidden/a.rs", "out/d.rs", "target/debug/c.rs"]


def test_ignore_files_are_respected_as_git_reads_them(check: Check, crate: Path):
    plant(crate, "gen/a.rs", "src/keep_gen.rs", "src/x_gen.rs", "src/deep/y.rs", "src/deep/z.rs")
    (crate / ".gitignore").write_text("/gen/\n*_gen.rs\n!keep_gen.rs\n# comment\n\n***bad[\n")
    (crate / "src" / ".ignore").write_text("deep/z.rs\n")
    assert found(check) == ["src/deep/y.rs", "src/keep_gen.rs"]
    assert found(check, "gen", "src/x_gen.rs") == ["src/x_gen.rs"] or found(check, "gen/a.rs") == ["gen/a.rs"]


def test_ignore_files_above_count_up_to_the_top_of_the_work_tree(check: Check, crate: Path):
    plant(crate, "src/a.rs", "src/b.rs", "src/c.rs")
    (crate / ".gitignore").write_text("a.rs\n")
    assert found(check, "src") == ["src/a.rs", "src/b.rs", "src/c.rs"]
    (crate / ".git" / "info").mkdir(parents=True)
    (crate / ".git" / "info" / "exclude").write_text("c.rs\n")
    assert found(check, "src") == ["src/b.rs"]


def test_an_ignored_folder_that_is_named_is_looked_at(check: Check, crate: Path):
    plant(crate, "gen/a.rs", "gen/b.rs")
    (crate / ".git").mkdir()
    (crate / ".gitignore").write_text("/gen/\n")
    (crate / "gen" / ".gitignore").write_text("b.rs\n")
    assert found(check) == []
    assert found(check, "gen") == ["gen/a.rs"]


def test_the_setting_exclude_counts_from_its_file(check: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    plant(crate, "src/gen/a.rs", "gen/b.rs", "src/c.rs")
    (crate / "rust-perf.toml").write_text('exclude = ["/src/gen/"]')
    assert found(check) == ["gen/b.rs", "src/c.rs"]
    assert found(check, "src/gen/a.rs") == ["src/gen/a.rs"]
    assert found(check, "--no-config") == ["gen/b.rs", "src/c.rs", "src/gen/a.rs"]
    monkeypatch.chdir(crate / "src")
    assert found(check) == ["c.rs"]


def test_the_nearest_settings_hold_for_each_folder(check: Check, crate: Path):
    plant(crate, "one/a.rs", "two/b.rs")
    (crate / "one" / "rust-perf.toml").write_text(f'ignore = ["{RULE}"]')
    assert found(check) == ["two/b.rs"]
    assert found(check, "--select", RULE) == ["one/a.rs", "two/b.rs"]
    assert found(check, "--config", "one/rust-perf.toml") == []
    (crate / "Cargo.toml").write_text(MANIFEST + f'[package.metadata.rust-perf]\nignore = ["{RULE}"]\n')
    (crate / "one" / "rust-perf.toml").write_text("")
    assert found(check) == ["one/a.rs"]


def test_settings_for_a_path_hold_for_its_files(check: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    plant(crate, "kept/deep/a.rs", "src/a.rs", "src/b.rs")
    (crate / "rust-perf.toml").write_text(
        f'[per-path."kept/**"]\nignore = ["all"]\n[per-path."src/b.rs"]\nseverity = {{ {RULE} = "suggestion" }}\n'
    )
    assert found(check) == ["src/a.rs", "src/b.rs"]
    assert found(check, "--ignore", "suggestion") == ["src/a.rs"]
    assert found(check, "kept/deep/a.rs", "src/a.rs") == ["src/a.rs"]
    monkeypatch.chdir(crate / "src")
    assert found(check, "--ignore", "suggestion") == ["a.rs"]
    typed = check("-", "--stdin-filename", "../kept/deep/new.rs", stdin=SLOW.encode())
    assert (typed.code, typed.out) == (0, "No findings in 1 file.\n")


def test_the_command_line_wins_over_settings_for_a_path(check: Check, crate: Path):
    plant(crate, "kept/a.rs", "src/b.rs")
    (crate / "rust-perf.toml").write_text('[per-path."kept/**"]\nignore = ["all"]\n')
    assert found(check) == ["src/b.rs"]
    assert found(check, "--select", RULE) == ["kept/a.rs", "src/b.rs"]


def test_a_preset_holds_where_it_is_chosen(check: Check, crate: Path):
    plant(crate, "tools/a.rs", "src/b.rs")
    (crate / "rust-perf.toml").write_text('preset = "server"\n[per-path."tools/**"]\npreset = "cli"\n')
    assert found(check, "--ignore", "suggestion") == ["src/b.rs"]


def test_a_mistake_in_the_settings_is_told_and_the_rest_goes_on(check: Check, crate: Path):
    (crate / "rust-perf.toml").write_text('\nignore = ["asynchony"]')
    result = check()
    assert result.code == 2
    assert RULE in result.out
    assert "rust-perf.toml: line 2, column 11: unknown rule" in result.err
    assert "did you mean `asynchrony`?" in result.err


def test_links_are_not_followed_and_loops_end(check: Check, crate: Path):
    plant(crate, "src/a.rs")
    (crate / "src" / "loop").symlink_to(crate / "src", target_is_directory=True)
    (crate / "src" / "twin.rs").symlink_to(crate / "src" / "a.rs")
    assert found(check) == ["src/a.rs"]
    assert found(check, "src/twin.rs") == ["src/twin.rs"]


def test_odd_files_do_not_end_the_run(check: Check, crate: Path):
    plant(crate, "src/a.rs")
    (crate / "src" / "bytes.rs").write_bytes(b"// \xff\xfe caf\xe9\n" + SLOW.encode())
    (crate / "src" / "binary.rs").write_bytes(b"\x7fELF\0\0" + SLOW.encode())
    (crate / "src" / "empty.rs").write_bytes(b"")
    (crate / "src" / "dir.rs").mkdir()
    os.mkfifo(crate / "src" / "pipe.rs")
    result = check("--format", "concise")
    assert result.code == 1
    assert [line.split(": ")[0] for line in result.out.splitlines()] == ["src/a.rs:2:5", "src/bytes.rs:3:5"]


def test_a_named_file_that_cannot_be_judged_is_an_error(check: Check, crate: Path):
    (crate / "binary.rs").write_bytes(b"\0")
    (crate / "other.toml").write_text("")
    result = check("binary.rs", "gone.rs", "other.toml", "src")
    assert result.code == 2
    assert "error: binary.rs: is a binary file" in result.err
    assert "error: gone.rs: no such file or directory" in result.err
    assert "error: other.toml: is neither Rust nor a Cargo.toml" in result.err
    assert RULE in result.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_an_error(check: Check, crate: Path):
    (crate / "src" / "lib.rs").chmod(0)
    result = check()
    assert result.code == 2
    assert "error: src/lib.rs: permission denied" in result.err


def test_a_file_that_vanishes_meanwhile_is_an_error(check: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    from rust_perf_analyzer.commands import check as module

    plant(crate, "src/a.rs", "src/b.rs")
    real = module.find

    def find_and_delete(*arguments):
        jobs = real(*arguments)
        (crate / "src" / "a.rs").unlink()
        return jobs

    monkeypatch.setattr(module, "find", find_and_delete)
    result = check("--format", "concise")
    assert result.code == 2
    assert "error: src/a.rs: no such file or directory" in result.err
    assert "src/b.rs" in result.out


def test_names_that_are_no_text_are_shown_as_such(check: Check, crate: Path):
    name = os.fsdecode(b"src/\xff\x1b[31m.rs")
    (crate / name).write_text(SLOW)
    assert "src/\ufffd\ufffd[31m.rs:2:5" in check("--format", "concise").out
    assert check("--format", "json").code == 1


def test_many_files_over_processes_are_found_as_by_one(check: Check, crate: Path):
    for index in range(60):
        (crate / "src" / f"m{index:02}.rs").write_text(SLOW + "// filler\n" * (200 * index))
    one, two = (check("--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert one.out.count(f'"rule": "{RULE}"') == 61


def test_a_worker_that_dies_is_told(check: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    from rust_perf_analyzer.commands import judge, pool

    real = judge.judge_file

    def dying(path, *arguments):
        if path.endswith("deadly.rs"):
            os._exit(3)
        return real(path, *arguments)

    monkeypatch.setattr(judge, "judge_file", dying)
    monkeypatch.setattr(pool, "LITTLE", 0)
    (crate / "src" / "deadly.rs").write_text(SLOW)
    result = check("--jobs", "2")
    assert result.code == 2
    assert "src/deadly.rs: not judged: a worker process died" in result.err


def test_stdin_is_judged_under_the_name_it_is_given(check: Check, crate: Path):
    nameless = check("-", "--format", "concise", stdin=SLOW.encode())
    assert nameless.code == 1
    assert nameless.out.startswith("-:2:5: ")
    named = check("-", "--stdin-filename", "src/new.rs", "--format", "concise", stdin=SLOW.encode())
    assert named.out.startswith("src/new.rs:2:5: ")
    assert check("-", stdin=b"").code == 0
    test = check("-", "--stdin-filename", "tests/it.rs", stdin=SLOW.encode())
    assert test.code == 0
