"""The examples on the rules' pages: a flagged block has that finding, a clean block has none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rules.harness import CRATE, judged
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.analysis.workspace.crates import Crate, read_crate
from rust_perf_analyzer.catalog.pages import Block, load
from rust_perf_analyzer.settings import Settings

DEPENDS = "// Cargo.toml: "
CONFIGURATION = "# .cargo/config.toml"
BLOCKS = [(name, block) for name in all_rules() for block in load(name).blocks]


def found(name: str, block: Block, folder: Path) -> list[str]:
    """The rules that are found in a block."""
    if block.language == "toml":
        (folder / "src").mkdir()
        (folder / "src" / "main.rs").write_text("fn main() {}\n")
        path = folder / "Cargo.toml"
        if block.code.startswith(CONFIGURATION):
            path.write_text('[package]\nname = "page"\nversion = "0.1.0"\nlicense = "MIT"\n')
            path = folder / CONFIGURATION.removeprefix("# ")
            path.parent.mkdir()
        path.write_text(block.code)
        findings, failures = analyse_manifest(str(path), block.code.encode(), Settings(select=(name,)))
        assert not failures
        return [finding.rule for finding in findings]
    crate = crate_for(block, folder)
    return [finding.rule for finding in judged(block.code.encode(), name, crate=crate)]


def crate_for(block: Block, folder: Path) -> Crate:
    """The crate of the fixtures, with other dependencies or profiles where comments at the block's head name some."""
    lines = [line.removeprefix(DEPENDS) for line in block.code.splitlines() if line.startswith(DEPENDS)]
    if not lines:
        return CRATE
    manifest = folder / "Cargo.toml"
    manifest.write_text("\n".join(('[package]\nname = "page"\n[dependencies]', *lines)))
    own = read_crate(manifest)
    assert own.problem is None
    dependencies = {**CRATE.dependencies, **own.dependencies}
    return replace(CRATE, root=folder, dependencies=dependencies, is_optimised_as_one=own.is_optimised_as_one)


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[f"{name}:{block.line}" for name, block in BLOCKS])
def test_blocks_say_what_the_rule_says(name: str, block: Block, tmp_path: Path) -> None:
    rules = found(name, block, tmp_path)
    if block.kind == "flagged":
        assert set(rules) == {name}
    elif block.kind == "clean":
        assert rules == []
