"""What another file does with an atomic has a say in the order that fits it."""

from __future__ import annotations

from pathlib import Path

from rules.harness import HERE
from rules.workspace_harness import found, placed

CASE = HERE / "concurrency/seqcst_ordering/decided_elsewhere"


def test_a_counter_that_decides_in_another_file_is_no_lone_one(tmp_path: Path) -> None:
    findings = found(placed(CASE, tmp_path), "seqcst-ordering")
    told = {place.line: finding.message for place, finding in findings.items()}
    assert "AcqRel" in told[11]
    assert "Relaxed" in told[15]
