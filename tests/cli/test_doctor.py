"""`doctor`: what it looks at, and what it finds wrong."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
from rust_perf_analyzer import __version__
from rust_perf_analyzer.commands import doctor, timing
from rust_perf_analyzer.report import machine

from .conftest import RULE, Check


def problems(out: str) -> list[str]:
    section = out.partition("## Problems\n\n")[2].partition("\n\n")[0]
    return [] if section == "None." else [line.removeprefix("- ") for line in section.splitlines()]


def test_a_sound_set_up_has_no_problems(rust_perf: Check, crate: Path):
    result = rust_perf("doctor")
    assert result.code == 0
    assert problems(result.out) == []
    assert result.out.startswith(f"# rust-perf-analyzer {__version__}\n")
    assert f"Python {platform.python_version()}" in result.out
    assert "- sample: is parsed and judged" in result.out
    assert "- files: 1 of Rust, 1 that cargo reads" in result.out
    assert "- settings: no file has any" in result.out


def test_the_slowest_rules_are_told(rust_perf: Check, crate: Path):
    out = rust_perf("doctor", str(crate)).out
    assert f"\n| {RULE} | " in out
    assert "2 of 2 files: " in out


def test_a_large_folder_is_left_when_the_time_is_up(rust_perf: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timing, "SECONDS", -1)
    result = rust_perf("doctor")
    assert result.code == 0
    assert "0 of 2 files, as " in result.out


def test_every_settings_file_is_named_and_every_mistake_told(rust_perf: Check, crate: Path):
    (crate / "rust-perf.toml").write_text('ignore = ["memry"]\n')
    (crate / "src" / "rust-perf.toml").write_text("select = [\n")
    result = rust_perf("doctor")
    assert result.code == 1
    assert "- settings: `rust-perf.toml`, `src/rust-perf.toml`" in result.out
    told = problems(result.out)
    assert told[0].startswith("`rust-perf.toml`: line 1, column 11: unknown rule, family or severity `memry`")
    assert told[1].startswith("`src/rust-perf.toml`: line 1, column ")
    assert len(told) == 2


def test_a_folder_without_rust_is_a_problem(rust_perf: Check, crate: Path):
    (crate / "empty").mkdir()
    result = rust_perf("doctor", "empty")
    assert result.code == 1
    assert problems(result.out) == ["nothing here is looked at: no Rust, or all of it is ignored or excluded"]


def test_a_broken_manifest_is_a_problem(rust_perf: Check, crate: Path):
    (crate / "Cargo.toml").write_text("[package\n")
    (told,) = problems(rust_perf("doctor").out)
    assert told.startswith("`Cargo.toml`: is not valid TOML")


def test_a_missing_library_is_a_problem(rust_perf: Check, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "LIBRARIES", ("click", "no-such-library"))
    result = rust_perf("doctor")
    assert problems(result.out) == ["the library no-such-library is missing"]
    assert "no-such-library is missing" in result.out.partition("## Set-up")[2]


def test_an_analysis_that_does_not_work_is_a_problem(rust_perf: Check, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_SAMPLE", b"fn calm() {}\n")
    (told,) = problems(rust_perf("doctor").out)
    assert told.startswith("the analysis does not work here")


def test_a_cache_that_cannot_be_used_is_a_problem(
    rust_perf: Check, crate: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path_factory.mktemp("cache") / "file"
    file.write_text("")
    monkeypatch.setenv("RUST_PERF_CACHE_DIR", str(file))
    (told,) = problems(rust_perf("doctor").out)
    assert told.startswith("the cache is not used: ")


def test_nothing_is_written(rust_perf: Check, crate: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RUST_PERF_CACHE_DIR", str(crate / "cache"))
    before = sorted(crate.rglob("*"))
    rust_perf("doctor")
    assert sorted(crate.rglob("*")) == before


def test_clippy_beside_us_is_noticed(rust_perf: Check, crate: Path):
    assert "do not say that it is run" in rust_perf("doctor").out
    (crate / "rust-analyzer.toml").write_text('[check]\ncommand = "clippy"\n')
    assert "say that rust-analyzer runs it" in rust_perf("doctor").out
