"""One `check` behind every manifest fixture. Each case is a folder of its own, judged at a place of its own.

It is copied first: what stands above a workspace counts, and no fixture may depend on where this
repository lies.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from rust_perf_analyzer.analysis.finding import Finding
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.quickfix.edit import Fix, Safety, apply, compose
from rust_perf_analyzer.quickfix.fixer import fix_for
from rust_perf_analyzer.settings import Settings

HERE = Path(__file__).parent / "manifest"
FIXED = "Cargo.fixed.toml"


def cases() -> list[Path]:
    """The folders with a case each."""
    return sorted(path for path in HERE.glob("*/*") if (path / "Cargo.toml").is_file())


def rule_of(case: Path) -> str:
    """The rule that a case is about."""
    return case.parent.name.replace("_", "-")


def manifests(case: Path) -> Iterator[Path]:
    """All manifests of a case, below the case."""
    for path in sorted(case.rglob("Cargo.toml")):
        yield path.relative_to(case)


def placed(case: Path, where: Path) -> Path:
    """The case copied, without what is expected of it."""
    return Path(shutil.copytree(case, where / case.name, ignore=shutil.ignore_patterns(FIXED)))


def judged(path: Path, text: bytes, rule: str) -> list[Finding]:
    """The findings of all rules that are on, and of the case's rule if it is opt-in."""
    findings, failures = analyse_manifest(str(path), text, Settings(select=(rule,)))
    assert not failures, failures
    return findings


def fixes_for(path: Path, text: bytes, rule: str) -> list[Fix]:
    """The fixes of a rule's findings that are applied: all but those which are only shown."""
    found = [fix_for(f, str(path), text, EMPTY_CRATE) for f in judged(path, text, rule) if f.rule == rule]
    return [fix for fix in found if fix is not None and fix.safety is not Safety.SHOW]


def fixed(path: Path, text: bytes, rule: str) -> bytes:
    """The text with a rule's fixes applied until none is left; an endless fix is an error."""
    for _ in range(10):
        fixes = fixes_for(path, text, rule)
        if not fixes:
            return text
        text = apply(text, compose(fixes)[0])
    raise AssertionError(f"the fix of {rule} never ends")
