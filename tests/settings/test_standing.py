"""Why a rule is on or off: the choice that decides, and the layer that it stands in."""

import pytest
from rust_perf_analyzer.settings import Layer, Settings, resolve_severity
from rust_perf_analyzer.settings.standing import choices, verdict

FILE = "rust-perf.toml"
RULE = ("clone-assign", "memory", "suggestion")


def why(*layers: Layer, default: bool = True, is_twin: bool = False) -> tuple[str | None, str, str | None]:
    found = verdict(layers, *RULE, default, is_twin)
    return found.severity, found.why, found.choice.layer.source if found.choice else None


@pytest.mark.parametrize(
    ("settings", "default", "severity", "reason"),
    [
        (Settings(), True, "suggestion", "by default"),
        (Settings(), False, None, "off by default"),
        (Settings(ignore=("memory", "all")), True, None, 'ignore = "memory"'),
        (Settings(ignore=("suggestion",)), True, None, 'ignore = "suggestion"'),
        (Settings(ignore=("critical",)), True, "suggestion", "by default"),
        (Settings(select=("all",)), False, "suggestion", 'select = "all"'),
        (Settings(severity={"clone-assign": "warning"}), False, "warning", 'severity.clone-assign = "warning"'),
        (Settings(severity={"memory": "off"}), True, None, 'severity.memory = "off"'),
        (Settings(severity={"memory": "warning"}, ignore=("warning",)), True, None, 'ignore = "warning"'),
        (Settings(severity={"memory": "critical"}), True, "critical", 'severity.memory = "critical"'),
    ],
)
def test_the_narrowest_word_is_the_reason(settings: Settings, default: bool, severity: str | None, reason: str):
    assert why(Layer(FILE, settings), default=default)[:2] == (severity, reason)
    assert resolve_severity(settings, *RULE, default) == severity


def test_a_preset_gives_its_own_reason():
    found = verdict([Layer(FILE, Settings("library"))], "missing-lto", "manifest", "suggestion", True, False)
    assert found.severity is None
    assert found.why.startswith("preset library: profiles count in the program")


def test_the_last_layer_that_changes_something_decides():
    off, on = Layer(FILE, Settings(ignore=("memory",))), Layer("editor", Settings(select=("memory",)), "src/**")
    assert why(off, on) == ("suggestion", 'select = "memory"', "editor")
    assert why(on, off) == (None, 'ignore = "memory"', FILE)
    assert why(Layer(FILE, Settings(select=("memory",))), Layer("editor", Settings(unfixable=("all",)))) == (
        "suggestion",
        "by default",
        None,
    )
    taken_back = Layer(FILE, Settings(select=("clone-assign",))), Layer("editor", Settings(ignore=("clone-assign",)))
    assert why(*taken_back, default=False) == (None, 'ignore = "clone-assign"', "editor")


def test_a_twin_is_off_where_clippy_speaks():
    assert why(is_twin=True)[:2] == ("suggestion", "by default")
    assert why(Layer("editor", Settings(clippy_runs=True)), is_twin=True)[:2] == (None, "clippy says it itself")
    assert why(Layer(FILE, Settings(clippy_twins="off")), is_twin=True)[:2] == (None, 'clippy-twins = "off"')


def test_every_choice_is_told_once_and_what_is_not_said_is_not():
    layers = [
        Layer(FILE, Settings("cli", exclude=("a",), inlay_hints={"heat": True}, severity={"memory": "off"})),
        Layer("editor", Settings(diagnostic_mode="workspace")),
    ]
    assert [(choice.layer.source, choice.text) for choice in choices(layers)] == [
        (FILE, 'preset = "cli"'),
        (FILE, 'severity.memory = "off"'),
        (FILE, 'exclude = ["a"]'),
        (FILE, "inlay-hints.heat = true"),
        ("editor", 'diagnostic-mode = "workspace"'),
    ]
