"""The house keeps its shape: small files, small functions, floors, four files a rule, nothing stale."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rust_perf_analyzer.by_name import FIXES, RULES, module_files

ROOT = Path(__file__).parent.parent.parent
SERVER = ROOT / "server"
FIXTURES = ROOT / "tests" / "rules"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

RULE_FILES = module_files(RULES)
FIX_FILES = module_files(FIXES)


def python_files() -> list[Path]:
    return sorted(path for path in SERVER.rglob("*.py") if "__pycache__" not in path.parts)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", python_files(), ids=relative)
def test_files_and_functions_stay_small(path: Path):
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", [path for path in python_files() if path.read_text().strip()], ids=relative)
def test_every_module_says_what_it_is(path: Path):
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("rule", sorted(RULE_FILES))
def test_a_rule_has_its_page_and_its_fixture(rule: str):
    family, stem = RULE_FILES[rule].parent.name, RULE_FILES[rule].stem
    assert (SERVER / "catalog" / family / f"{rule}.md").is_file()
    fixture = FIXTURES / family / stem
    assert fixture.with_suffix(".rs").is_file() or fixture.is_dir()


@pytest.mark.parametrize("rule", sorted(FIX_FILES))
def test_a_fix_has_its_rule(rule: str):
    assert rule in RULE_FILES
    assert FIX_FILES[rule].parent.name == RULE_FILES[rule].parent.name


def test_pages_and_fixtures_belong_to_rules():
    pages = {path.stem for path in (SERVER / "catalog").glob("*/*.md") if path.parent.name != "case_studies"}
    fixtures = {path.name.split(".")[0].replace("_", "-") for path in FIXTURES.glob("*/*.rs")}
    assert pages - set(RULE_FILES) == set()
    assert fixtures - set(RULE_FILES) == set()


def test_no_floor_is_imported_from_below():
    environment = os.environ | {"PYTHONPATH": str(ROOT / ".dev" / "link")}
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_what_is_generated_in_the_readme_is_current():
    command = [sys.executable, str(ROOT / ".dev" / "readme.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_the_scaffolder_starts_a_rule_that_has_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sys.path.insert(0, str(ROOT / ".dev"))
    try:
        import new_rule
    finally:
        sys.path.pop(0)
    monkeypatch.setattr(new_rule, "ROOT", tmp_path)
    assert new_rule.main(["memory", "slow-thing"]) is None
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*slow*"))
    assert written == [
        "server/analysis/rules/memory/slow_thing.py",
        "server/catalog/memory/slow-thing.md",
        "server/quickfix/fixes/memory/slow_thing.py",
        "tests/rules/memory/slow_thing.rs",
    ]
    for path in tmp_path.rglob("*.py"):
        ast.parse(path.read_text())
    assert "There already" in (new_rule.main(["memory", "slow-thing"]) or "")
    assert "Names look like this" in (new_rule.main(["memory", "Slow_Thing"]) or "")
