"""The words of the command line: what they print, and how they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import CLEAN, RULE, SLOW, Check

LINK = Path(__file__).parent.parent.parent / ".dev" / "link"


def python(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(LINK)} | variables
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_exit_codes(check: Check, crate: Path):
    assert check().code == 1
    assert check("--exit-zero").code == 0
    (crate / "src" / "lib.rs").write_text(CLEAN)
    assert check().code == 0
    assert check("missing.rs").code == 2
    assert check("missing.rs", "--exit-zero").code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "blocking-slep-in-async"), f"did you mean `{RULE}`?"),
        (("--ignore", "asyncrony"), "did you mean `asynchrony`?"),
        (("--format", "xml"), "xml"),
        (("--unsafe-fixes",), "--fix or --diff"),
        (("-", "src"), "cannot be checked together"),
        (("--jobs", "0"), "--jobs"),
        (("--config", "none.toml"), "none.toml"),
    ],
)
def test_wrong_usage_is_a_failure_with_a_hint(check: Check, arguments: tuple[str, ...], message: str):
    result = check(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


@pytest.mark.parametrize("format_", ["text", "concise", "json"])
def test_that_there_is_nothing_to_check_is_said(check: Check, crate: Path, format_: str):
    (crate / "empty").mkdir()
    for _ in range(2):
        result = check("empty", "--format", format_)
        assert result.code == 0
        assert result.err.startswith("warning: nothing was checked")
    assert check("src", "--format", format_).err == ""


@pytest.mark.parametrize("words", [(), ("config",), ("cache",)])
def test_the_list_of_words_cuts_none_of_its_sentences_short(rust_perf: Check, words: tuple[str, ...]):
    result = rust_perf(*words, "--help")
    assert result.code == 0
    assert "..." not in result.out.split("Commands:")[1]


def test_who_asks_for_no_rule_is_told_where_they_are_listed(rust_perf: Check):
    result = rust_perf("explain", "no-such-rule")
    assert result.code == 2
    assert "`rust-perf-analyzer rules` lists all" in result.err


@pytest.mark.parametrize("word", [RULE, "asynchrony", "critical", "all"])
def test_select_means_only_these(rust_perf: Check, word: str):
    assert f"[{RULE}]" in rust_perf("check", "--format", "concise", "--select", word).out
    others = rust_perf("check", "--format", "concise", "--select", "memory")
    assert (others.code, others.out) == (0, "")


@pytest.mark.parametrize("word", [RULE, "asynchrony", "critical", "all", f"memory,{RULE}"])
def test_ignore_takes_away(check: Check, word: str):
    assert check("--ignore", word).code == 0


def test_explain_shows_the_page_and_names_the_nearest(rust_perf: Check):
    page = rust_perf("explain", RULE)
    assert page.code == 0
    assert page.out.startswith(f"# {RULE}")
    wrong = rust_perf("explain", "blocking-slep")
    assert wrong.code == 2
    assert "did you mean" in wrong.err


def test_rules_are_listed_for_people_and_for_tools(rust_perf: Check):
    assert RULE in rust_perf("rules").out
    rows = json.loads(rust_perf("rules", "--format", "json").out)
    [row] = [row for row in rows if row["name"] == RULE]
    assert row["family"] == "asynchrony"
    assert (row["severity"], row["default"]) == ("critical", True)
    assert row["summary"]


def test_tree_prints_nodes_fields_places_and_leaves(rust_perf: Check):
    lines = rust_perf("tree", "src/lib.rs").out.splitlines()
    assert lines[0].startswith("source_file 1:1-")
    assert "    name: identifier 1:14-1:18  slow" in lines


def test_the_version_is_told(rust_perf: Check):
    assert rust_perf("--version").out.startswith("rust-perf-analyzer ")


def test_check_imports_neither_a_language_server_nor_rich(crate: Path):
    code = (
        "import sys; from rust_perf_analyzer.cli import run; run(['check']); "
        "seen = {'pygls', 'lsprotocol', 'rich', 'asyncio'} & set(sys.modules); "
        "print(sorted(seen), file=sys.stderr)"
    )
    assert python("-c", code, cwd=crate).stderr == "[]\n"


def test_it_runs_as_a_module_and_the_judged_folder_s_modules_do_not(crate: Path):
    for name in ("multiprocessing", "click", "json", "rust_perf_analyzer"):
        (crate / f"{name}.py").write_text("raise SystemExit('planted')\n")
    for index in range(20):
        (crate / "src" / f"m{index}.rs").write_text(SLOW + "// filler\n" * 3000)
    result = python("-m", "rust_perf_analyzer", "check", "--jobs", "2", "--format", "concise", cwd=crate)
    assert result.returncode == 1, result.stderr
    assert result.stdout.count(RULE) == 21


def test_a_closed_pipe_ends_the_run_quietly(crate: Path):
    (crate / "src" / "lib.rs").write_text(SLOW * 3000)
    shell = f"'{sys.executable}' -P -m rust_perf_analyzer check --format concise | head -1"
    environment = os.environ | {"PYTHONPATH": str(LINK)}
    result = subprocess.run(
        ["sh", "-c", shell], cwd=crate, env=environment, capture_output=True, text=True, check=False
    )
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""
