"""What holds for a file: layers on top of each other, and what they have for some paths only."""

import pytest
from rust_perf_analyzer.settings import InForce, Settings
from rust_perf_analyzer.settings.patterns import matches_path

TESTS = ("tests/**", Settings(ignore=("memory",)))


def test_a_pattern_decides_which_files_a_layer_is_for():
    found = InForce([Settings(preset="server", per_path=(TESTS,))], "/w")
    assert found.of("/w/src/main.rs") == Settings(preset="server")
    assert found.of("/w/tests/it/main.rs") == Settings(preset="server", ignore=("memory",))
    assert found.of("/elsewhere/tests/a.rs") == Settings(preset="server")


@pytest.mark.parametrize("base", ["C:/w", "C:\\w\\", "/"])
def test_paths_of_every_system_are_understood(base: str):
    path = "/tests/a.rs" if base == "/" else "C:\\w\\tests\\a.rs"
    assert InForce([Settings(per_path=(TESTS,))], base).of(path).ignore == ("memory",)


def test_equal_answers_are_one_object():
    found = InForce([Settings(per_path=(TESTS, ("src/gen/", Settings(ignore=("all",)))))], "/w")
    assert found.of("/w/tests/a.rs") is found.of("/w/tests/b.rs")
    assert found.of("/w/src/a.rs") is found.of("/w/src/b.rs") is not found.of("/w/src/gen/a.rs")


def test_later_patterns_come_on_top_of_earlier_ones():
    found = InForce([Settings(per_path=(TESTS, ("tests/slow.rs", Settings(select=("memory",)))))], "/w")
    assert found.of("/w/tests/slow.rs") == Settings(select=("memory",))


def test_a_layer_on_top_wins_also_over_what_the_one_below_has_for_the_path():
    layers = [Settings(per_path=(TESTS,)), Settings(select=("memory",), per_path=(("*.rs", Settings(preset="cli")),))]
    assert InForce(layers, "/w").of("/w/tests/a.rs") == Settings(preset="cli", select=("memory",))


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("tests/**", "tests/a.rs", True),
        ("tests/**", "crates/x/tests/a.rs", False),
        ("**/tests/**", "crates/x/tests/a.rs", True),
        ("tests", "crates/x/tests/a.rs", True),
        ("/tests", "crates/x/tests/a.rs", False),
        ("*.gen.rs", "src/a.gen.rs", True),
        ("crates/{a,b}/**", "crates/a/src/lib.rs", False),
        ("crates/[ab]/**", "crates/a/src/lib.rs", True),
        ("!src/**", "benches/a.rs", True),
        ("!src/**", "src/a.rs", False),
    ],
)
def test_patterns_are_those_of_gitignore_and_an_exclamation_mark_means_all_others(pattern: str, path: str, meant: bool):
    assert matches_path(pattern, path) is meant
