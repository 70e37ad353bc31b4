"""One `check` behind every manifest fixture. Each case is a workspace of its own, judged at a place of its own.

It is copied first: what stands above a workspace counts, and no fixture may depend on where this
repository lies. A case is asked for its own rule only: what one rule wants in a profile is missing in most cases of the
others.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from rust_perf_analyzer.analysis.finding import Finding
from rust_perf_analyzer.analysis.workspace.cargo.file_names import kind_of
from rust_perf_analyzer.analysis.workspace.crates import crate_of
from rust_perf_analyzer.disk.judging import judge_file
from rust_perf_analyzer.quickfix.edit import Edit, Fix, Safety, apply
from rust_perf_analyzer.quickfix.fixer import as_one, fix_for
from rust_perf_analyzer.settings import Settings

HERE = Path(__file__).parent / "manifest"
FIXED = ".fixed"


def cases() -> list[Path]:
    """The folders with a case each."""
    return sorted(path for path in HERE.glob("*/*") if (path / "Cargo.toml").is_file())


def rule_of(case: Path) -> str:
    """The rule that a case is about."""
    return case.parent.name.replace("_", "-")


def files(case: Path) -> Iterator[Path]:
    """All files of a case that are judged, below the case."""
    for path in sorted(case.rglob("*")):
        is_judged = path.suffix == ".rs" or kind_of(str(path)) is not None
        if path.is_file() and is_judged and FIXED not in path.suffixes:
            yield path.relative_to(case)


def before(path: Path) -> bytes:
    """What a file was; empty for one that a fix makes."""
    return path.read_bytes() if path.exists() else b""


def expected(path: Path) -> Path:
    """Where it stands what a file becomes by the fixes: `Cargo.fixed.toml` beside `Cargo.toml`."""
    return path.with_name(f"{path.stem}{FIXED}{path.suffix}")


def placed(case: Path, where: Path) -> Path:
    """The case copied, without what is expected of it."""
    return Path(shutil.copytree(case, where / case.name, ignore=shutil.ignore_patterns(f"*{FIXED}.*")))


def judged(path: Path, text: bytes, rule: str) -> list[Finding]:
    """The findings of a rule, and comments that allow nothing."""
    findings, failures = judge_file(str(path), text, Settings(select=(rule,)))
    assert not failures, failures
    return [found for found in findings if found.rule in (rule, "unused-suppression")]


def fixes_for(path: Path, rule: str) -> list[Fix]:
    """The fixes of a rule's findings in a file that are applied: all but those which are only shown."""
    text = path.read_bytes()
    found = [fix_for(f, str(path), text, crate_of(path)) for f in judged(path, text, rule) if f.rule == rule]
    return [fix for fix in found if fix is not None and fix.safety is not Safety.SHOW]


def fix_all(root: Path, rule: str) -> None:
    """Applies a rule's fixes to the files of a placed case until none is left; an endless fix is an error."""
    for _ in range(10):
        found = {name: fixes for name in files(root) if (fixes := fixes_for(root / name, rule))}
        if not found:
            return
        name, fixes = next(iter(found.items()))
        _write(root / name, as_one(fixes, name.name, (root / name).read_bytes())[0])
    raise AssertionError(f"the fix of {rule} never ends")


def _write(own: Path, edits: list[Edit]) -> None:
    for path in {edit.path for edit in edits}:
        target = own if path is None else Path(path)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(apply(before(target), [edit for edit in edits if edit.path == path]))
