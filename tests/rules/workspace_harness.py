"""One `check` behind every fixture that is a workspace: a folder of several files or crates, judged with its index.

It is copied first: what stands above a workspace counts, and no fixture may depend on where this
repository lies.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from engine.indexes import built
from rust_perf_analyzer.analysis.engine import analyse
from rust_perf_analyzer.analysis.finding import Finding
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.analysis.workspace.crates import crate_of
from rust_perf_analyzer.settings import Settings

from .harness import HERE, line_of, marks


class Marked(NamedTuple):
    """A place of a case: a file below it, a line counted from 1, and the rule that is or shall be found there."""

    path: str
    line: int
    rule: str


def cases() -> list[Path]:
    """The folders with a case each, of all families but the manifests'."""
    return sorted(path.parent for path in HERE.glob("*/*/*/Cargo.toml") if path.parents[2].name != "manifest")


def rule_of(case: Path) -> str:
    """The rule that a case is about."""
    return case.parent.name.replace("_", "-")


def placed(case: Path, where: Path) -> Path:
    """The case copied."""
    return Path(shutil.copytree(case, where / case.name))


def sources(root: Path) -> Iterator[Path]:
    """The Rust files of a placed case."""
    return iter(sorted(root.rglob("*.rs")))


def expected(root: Path) -> set[Marked]:
    """What the marks of a placed case ask for."""
    return {
        Marked(path.relative_to(root).as_posix(), line, rule)
        for path in sources(root)
        for line, rule in marks(path.read_text(encoding="utf-8"))
    }


def found(root: Path, rule: str) -> dict[Marked, Finding]:
    """The findings of all rules that are on, and of the case's rule if it is opt-in, judged with the index."""
    index = built(str(root))
    select = (rule,) if rule in all_rules() else ()
    seen: dict[Marked, Finding] = {}
    for path in sources(root):
        text = path.read_bytes()
        findings, failures = analyse(str(path), text, crate_of(path), Settings(select=select), index)
        assert not failures, failures
        for finding in findings:
            seen[Marked(path.relative_to(root).as_posix(), line_of(text, finding), finding.rule)] = finding
    return seen
