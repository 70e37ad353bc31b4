"""`config show` and `config schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rust_perf_analyzer.settings.schema import FILE

from .conftest import MANIFEST, RULE, Check

TEXT = """\
# é😀
preset = "server"
ignore = [
  "memory",
  "suggestion",
]
exclude = ["/gen/"]

[severity]
seqcst-ordering = "critical"

[per-path."tools/**"]
preset = "cli"
select = ["clone-for-borrow"]
"""


def shown(rust_perf: Check, file: str, code: int = 0) -> Any:
    result = rust_perf("config", "show", file, "--format", "json")
    assert result.code == code
    return json.loads(result.out)


def rule_of(told: Any, name: str) -> Any:
    (found,) = [rule for rule in told["rules"] if rule["name"] == name]
    return found


def test_without_settings_everything_is_by_default(rust_perf: Check, crate: Path):
    told = shown(rust_perf, "src/lib.rs")
    assert (told["path"], told["settings"], told["choices"]) == ("src/lib.rs", None, [])
    assert rule_of(told, RULE) == {"name": RULE, "family": "asynchrony", "severity": "critical", "why": "by default"}
    assert rule_of(told, "smallvec-candidate")["severity"] is None


def test_without_a_file_the_working_directory_is_meant(rust_perf: Check, crate: Path):
    assert rust_perf("config", "show").out == rust_perf("config", "show", ".").out


def test_each_choice_is_told_with_its_line(rust_perf: Check, crate: Path):
    (crate / "rust-perf.toml").write_text(TEXT)
    told = shown(rust_perf, "tools/new.rs")
    assert told["settings"] == "rust-perf.toml"
    assert [(choice["text"], choice["line"], choice["pattern"]) for choice in told["choices"]] == [
        ('preset = "server"', 2, None),
        ('ignore = ["memory", "suggestion"]', 3, None),
        ('severity.seqcst-ordering = "critical"', 10, None),
        ('exclude = ["/gen/"]', 7, None),
        ('preset = "cli"', 13, "tools/**"),
        ('select = ["clone-for-borrow"]', 14, "tools/**"),
    ]


def test_each_rule_is_told_with_the_choice_that_decides(rust_perf: Check, crate: Path):
    (crate / "rust-perf.toml").write_text(TEXT)
    told = shown(rust_perf, "src/lib.rs")
    off = rule_of(told, "clone-for-borrow")
    assert (off["severity"], off["why"], off["file"], off["line"]) == (None, 'ignore = "memory"', "rust-perf.toml", 4)
    assert rule_of(told, "seqcst-ordering")["line"] == 10
    on = rule_of(shown(rust_perf, "tools/a.rs"), "clone-for-borrow")
    assert (on["severity"], on["line"], on["pattern"]) == ("warning", 14, "tools/**")


def test_a_manifest_has_its_own_rules_and_a_folder_all(rust_perf: Check, crate: Path):
    (crate / "Cargo.toml").write_text(MANIFEST + '[package.metadata.rust-perf]\npreset = "library"\n')
    told = shown(rust_perf, "Cargo.toml")
    assert {rule["family"] for rule in told["rules"]} == {"manifest"}
    assert rule_of(told, "missing-lto")["why"].startswith("preset library")
    assert (told["settings"], told["choices"][0]["line"]) == ("Cargo.toml", 9)
    families = {rule["family"] for rule in shown(rust_perf, ".")["rules"]}
    assert {"manifest", "memory"} <= families


def test_a_file_that_is_left_out_says_so(rust_perf: Check, crate: Path):
    (crate / "rust-perf.toml").write_text(TEXT)
    assert shown(rust_perf, "gen/a.rs")["excludedBy"] == "/gen/"
    assert shown(rust_perf, "src/gen/a.rs")["excludedBy"] is None
    assert 'not looked at: exclude = "/gen/"' in rust_perf("config", "show", "gen/a.rs").out


def test_a_mistake_is_told_and_is_a_failure(rust_perf: Check, crate: Path):
    (crate / "rust-perf.toml").write_text('ignore = ["memry"]\nunfixable = ["memory"]\n')
    (problem,) = shown(rust_perf, "src/lib.rs", 2)["problems"]
    assert (problem["line"], problem["column"]) == (1, 11)
    text = rust_perf("config", "show", "src/lib.rs").out
    assert "line 1, column 11: unknown rule, family or severity `memry`; did you mean `memory`?" in text
    assert 'unfixable = ["memory"]' in text


def test_people_see_the_same_by_severity(rust_perf: Check, crate: Path):
    (crate / "rust-perf.toml").write_text(TEXT)
    lines = rust_perf("config", "show", "src/lib.rs").out.splitlines()
    assert lines[:2] == ["src/lib.rs", "settings: rust-perf.toml"]
    (line,) = [line for line in lines if line.startswith("  clone-for-borrow ")]
    assert line.split(maxsplit=1)[1] == 'ignore = "memory"  rust-perf.toml:4'
    heads = [line.partition(" · ")[0] for line in lines if " · " in line]
    assert heads == ["critical", "warning", "off"]


def test_the_schema_is_the_one_that_ships(rust_perf: Check):
    assert rust_perf("config", "schema").out == FILE.read_text()
