"""What `check` says of released crates is read by people: it must be right, and stay right."""

from __future__ import annotations

import os
import shutil
import warnings

import fetch
import pytest
from corpus import (
    VERDICTS,
    Crate,
    Place,
    Precision,
    Report,
    check_all,
    crates,
    density,
    precision_by_rule,
    verdicts,
)
from rust_perf_analyzer.analysis.rule import all_rules

RULE_PRECISION = 0.85
# A rule that one has to ask for may be less sure: that is why it is off.
ASKED_FOR_PRECISION = 0.7
OVERALL_PRECISION = 0.95
ENOUGH_TO_JUDGE_A_RULE = 5
MOST_SHOWN = 60

# One worker of a parallel run checks the crates, and the other workers do other tests.
pytestmark = pytest.mark.xdist_group("ecosystem")
each_crate = pytest.mark.parametrize("crate", crates(), ids=lambda crate: crate.name)


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    for crate in fetch.missing():
        try:
            fetch.fetch(crate)
        except fetch.CannotFetch as error:
            _give_up(str(error))
    return check_all(crates())


def _give_up(why: str) -> None:
    """Skip where there is no cargo or no network; on CI with cargo there is no excuse."""
    if os.environ.get("CI") and shutil.which("cargo"):
        pytest.fail(why)
    words = f"the released crates are NOT checked: {why}"
    warnings.warn(words, stacklevel=2)
    pytest.skip(words)


def _listed(places: set[Place]) -> str:
    shown = [f"  {place}" for place in sorted(places)[:MOST_SHOWN]]
    more = len(places) - len(shown)
    return "\n".join(shown + ([f"  … and {more} more"] if more else []))


@each_crate
def test_verdicts_are_well_formed(crate: Crate) -> None:
    assert all(verdict.line >= 1 for verdict in verdicts(crate).values())


def test_verdict_files_belong_to_a_crate() -> None:
    strangers = set(VERDICTS.glob("*.jsonl")) - {crate.verdict_file for crate in crates()}
    assert not strangers


@each_crate
def test_check_survives(crate: Crate, reports: dict[str, Report]) -> None:
    report = reports[crate.name]
    assert not report.errors
    assert report.files > 0


@each_crate
def test_every_finding_was_read(crate: Crate, reports: dict[str, Report]) -> None:
    unread = reports[crate.name].places() - verdicts(crate).keys()
    assert not unread, f"{len(unread)} unread, see read_findings.py --crate {crate.name}\n{_listed(unread)}"


@each_crate
def test_right_findings_stay(crate: Crate, reports: dict[str, Report]) -> None:
    right = {place for place, verdict in verdicts(crate).items() if verdict.verdict == "right"}
    lost = right - reports[crate.name].places()
    assert not lost, f"{len(lost)} good findings are gone\n{_listed(lost)}"


def _least(rule: str) -> float:
    return RULE_PRECISION if all_rules()[rule].default else ASKED_FOR_PRECISION


def test_each_rule_is_precise(reports: dict[str, Report]) -> None:
    judged = precision_by_rule(reports)
    poor = {
        rule: str(precision)
        for rule, precision in judged.items()
        if precision.right + precision.wrong >= ENOUGH_TO_JUDGE_A_RULE and precision.share < _least(rule)
    }
    assert not poor


def test_what_is_shown_unasked_is_precise(reports: dict[str, Report]) -> None:
    known = all_rules()
    judged = [precision for rule, precision in precision_by_rule(reports).items() if known[rule].default]
    total = Precision(sum(rule.right for rule in judged), sum(rule.wrong for rule in judged))
    assert total.right + total.wrong == 0 or total.share >= OVERALL_PRECISION, str(total)


def test_density_is_shown(reports: dict[str, Report], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + density(reports))
