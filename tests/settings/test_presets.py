"""The presets: what each changes, and that every word in them means a rule."""

import pytest
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.settings import SEVERITIES, Settings, resolve_severity
from rust_perf_analyzer.settings.presets import PRESETS

CHOICES = [(preset, rule) for preset, about in PRESETS.items() for rule in about.choices]


def level_under(settings: Settings, name: str) -> str | None:
    rule = all_rules()[name]
    return resolve_severity(settings, name, rule.family, rule.severity.value, rule.default)


@pytest.mark.parametrize(("preset", "name"), CHOICES)
def test_each_choice_changes_a_rule_that_there_is_and_says_why(preset: str, name: str):
    rule, choice = all_rules()[name], PRESETS[preset].choices[name]
    assert choice.why
    assert choice.level in (*SEVERITIES, "on", "off")
    own = {"on" if rule.default else "off", rule.severity.value}
    # A rule that is off already is turned off on purpose where a change of its default must not reach.
    assert choice.level not in own or (choice.level == "off" and not rule.default)


def test_recommended_is_what_holds_without_any():
    for name in all_rules():
        assert level_under(Settings(preset="recommended"), name) == level_under(Settings(), name)


@pytest.mark.parametrize(
    ("preset", "name", "level"),
    [
        ("strict", "disallowed-types", "suggestion"),
        ("strict", "false-sharing", None),
        ("server", "missing-panic-abort", None),
        ("server", "default-allocator-in-daemon", "suggestion"),
        ("library", "missing-lto", None),
        ("cli", "blocking-fs-in-async", "suggestion"),
        ("cli", "block-on-in-async", "critical"),
    ],
)
def test_what_a_preset_means_for_a_rule(preset: str, name: str, level: str | None):
    assert level_under(Settings(preset=preset), name) == level


@pytest.mark.parametrize(
    ("settings", "name", "level"),
    [
        (Settings("library", select=("missing-lto",)), "missing-lto", "suggestion"),
        (Settings("library", select=("manifest",)), "missing-lto", "suggestion"),
        (Settings("strict", ignore=("suggestion",)), "disallowed-types", None),
        (Settings("strict", ignore=("memory",)), "disallowed-types", None),
        (Settings("cli", severity={"blocking-fs-in-async": "critical"}), "blocking-fs-in-async", "critical"),
        (Settings("cli", severity={"asynchrony": "warning"}), "blocking-fs-in-async", "warning"),
        (Settings("cli", ignore=("suggestion",)), "blocking-fs-in-async", None),
    ],
)
def test_whatever_is_said_of_a_rule_wins_over_the_preset(settings: Settings, name: str, level: str | None):
    assert level_under(settings, name) == level


def test_a_layer_s_preset_takes_the_place_of_the_one_below():
    assert Settings("server").merged(Settings("cli")).preset == "cli"
    assert Settings("server").merged(Settings()).preset == "server"
