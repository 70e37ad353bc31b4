"""One `check` behind every fixture: what is marked is found, what is not is silent, and fixes do what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engine.indexes import of_text
from rust_perf_analyzer.analysis.engine import analyse
from rust_perf_analyzer.analysis.finding import Finding
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.analysis.workspace.crates import Crate, read_crate
from rust_perf_analyzer.quickfix.edit import Fix, Safety, apply
from rust_perf_analyzer.quickfix.fixer import as_one, fix_for, shows
from rust_perf_analyzer.settings import Settings

HERE = Path(__file__).parent
_MARK = re.compile(r"(?://|#)~(\^*)\s*([\w-]+(?:\s*,\s*[\w-]+)*)")


def fixture_crate() -> Crate:
    """The crate that fixtures are compiled in."""
    crate = read_crate(HERE.parent / "compile" / "Cargo.toml")
    assert crate.problem is None
    return replace(crate, has_binary=True, has_library=False)


CRATE = fixture_crate()


def fixtures() -> list[Path]:
    """The Rust fixtures, without what the fixes give."""
    return sorted(path for path in HERE.glob("*/*.rs") if not path.name.endswith(".fixed.rs"))


def rule_of(fixture: Path) -> str:
    """The rule that a fixture is about."""
    return fixture.name.split(".")[0].replace("_", "-")


def marks(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, and rules that `//~ rule` (this line) and `//~^ rule` (above) comments name."""
    for number, line in enumerate(text.split("\n"), 1):
        for match in _MARK.finditer(line):
            for rule in match[2].split(","):
                yield number - len(match[1]), rule.strip()


def judged(text: bytes, rule: str, *, crate: Crate = CRATE) -> list[Finding]:
    """The findings of all rules that are on, and of the fixture's rule if it is opt-in."""
    select = (rule,) if rule in all_rules() else ()
    index = of_text("src/fixture.rs", text)
    findings, failures = analyse("src/fixture.rs", text, crate, Settings(select=select), index)
    assert not failures, failures
    return findings


def line_of(text: bytes, finding: Finding) -> int:
    """The line of a finding, from 1."""
    return text.count(b"\n", 0, finding.span.start) + 1


def fixes_for(text: bytes, rule: str, *, crate: Crate = CRATE) -> list[Fix]:
    """The fixes of a rule's findings that are applied: all but those which are only shown."""
    found = [fix_for(f, "src/fixture.rs", text, crate) for f in judged(text, rule, crate=crate) if f.rule == rule]
    assert shows(rule) or all(fix is None or fix.safety is not Safety.SHOW for fix in found)
    return [fix for fix in found if fix is not None and fix.safety is not Safety.SHOW]


def fixed(text: bytes, rule: str, *, crate: Crate = CRATE) -> bytes:
    """The text with a rule's fixes applied until none is left; an endless fix is an error."""
    for _ in range(10):
        fixes = fixes_for(text, rule, crate=crate)
        if not fixes:
            return text
        text = apply(text, as_one(fixes, "src/fixture.rs", text)[0])
    raise AssertionError(f"the fix of {rule} never ends")
