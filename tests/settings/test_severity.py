"""Which severity holds for a rule: every way in which selectors, levels and layers can meet."""

import pytest
from rust_perf_analyzer.settings import Settings, matches, resolve_severity

RULE = ("unbounded-channel", "concurrency", "critical")


def severity_under(settings: Settings, default: bool = True) -> str | None:
    return resolve_severity(settings, *RULE, default)


def test_nothing_chosen_leaves_the_defaults():
    assert severity_under(Settings()) == "critical"
    assert severity_under(Settings(), default=False) is None


@pytest.mark.parametrize("word", ["unbounded-channel", "concurrency", "critical", "all"])
def test_every_kind_of_selector_turns_a_rule_on_and_off(word: str):
    assert severity_under(Settings(select=(word,)), default=False) == "critical"
    assert severity_under(Settings(ignore=(word,))) is None
    assert severity_under(Settings(select=(word,), ignore=(word,))) is None


@pytest.mark.parametrize(
    ("select", "ignore", "on"),
    [
        ("unbounded-channel", "concurrency", True),
        ("unbounded-channel", "critical", True),
        ("unbounded-channel", "all", True),
        ("concurrency", "all", True),
        ("critical", "all", True),
        ("concurrency", "critical", False),
        ("critical", "concurrency", False),
        ("all", "concurrency", False),
        ("concurrency", "unbounded-channel", False),
        ("memory", "all", False),
        ("all", "memory", True),
    ],
)
def test_the_narrower_selector_decides(select: str, ignore: str, on: bool):
    settings = Settings(select=(select,), ignore=(ignore,))
    assert (severity_under(settings) is not None) is on


def test_levels_replace_the_severity_and_turn_opt_in_rules_on():
    assert severity_under(Settings(severity={"unbounded-channel": "suggestion"})) == "suggestion"
    assert severity_under(Settings(severity={"unbounded-channel": "warning"}), default=False) == "warning"
    assert severity_under(Settings(severity={"unbounded-channel": "off"})) is None
    assert severity_under(Settings(severity={"unbounded-channel": "off"}, select=("unbounded-channel",))) is None


def test_a_family_level_holds_for_its_rules_that_are_on():
    assert severity_under(Settings(severity={"concurrency": "warning"})) == "warning"
    assert severity_under(Settings(severity={"concurrency": "warning"}), default=False) is None
    assert severity_under(Settings(severity={"concurrency": "off"})) is None
    both = Settings(severity={"concurrency": "off", "unbounded-channel": "warning"})
    assert severity_under(both) == "warning"
    assert severity_under(Settings(severity={"concurrency": "off"}, select=("unbounded-channel",))) == "critical"


def test_a_severity_selector_means_the_severity_that_holds():
    lowered = {"unbounded-channel": "suggestion"}
    assert severity_under(Settings(severity=lowered, ignore=("suggestion",))) is None
    assert severity_under(Settings(severity=lowered, ignore=("critical",))) == "suggestion"


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (Settings(ignore=("unbounded-channel",)), Settings(select=("unbounded-channel",)), "critical"),
        (Settings(ignore=("concurrency",)), Settings(select=("concurrency",)), "critical"),
        (Settings(select=("unbounded-channel",)), Settings(ignore=("unbounded-channel",)), None),
        (
            Settings(severity={"unbounded-channel": "off"}),
            Settings(select=("unbounded-channel",)),
            "critical",
        ),
        (
            Settings(severity={"unbounded-channel": "off"}),
            Settings(severity={"unbounded-channel": "warning"}),
            "warning",
        ),
        (Settings(ignore=("unbounded-channel",)), Settings(select=("concurrency",)), None),
    ],
)
def test_the_upper_layer_wins(lower: Settings, upper: Settings, expected: str | None):
    assert severity_under(lower.merged(upper)) == expected


def test_merging_keeps_what_the_upper_layer_does_not_mention():
    lower = Settings(exclude=("/gen/",), unfixable=("memory",), clippy_twins="off")
    merged = lower.merged(Settings(exclude=("/vendor/",)))
    assert merged == Settings(exclude=("/gen/", "/vendor/"), unfixable=("memory",), clippy_twins="off")


def test_selectors_of_unfixable_match_like_the_others():
    assert matches(("concurrency",), *RULE)
    assert not matches(("memory",), *RULE)
