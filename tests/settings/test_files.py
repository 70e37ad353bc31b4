"""Settings files: where they are looked for, what they may say, and how a mistake is told."""

from pathlib import Path

import pytest
from rust_perf_analyzer.settings import Settings, from_mapping, load, selector_words

KNOWN = selector_words([("unbounded-channel", "concurrency"), ("missing-lto", "manifest")])


def problems_of(tmp_path: Path, text: str, name: str = "rust-perf.toml") -> list[tuple[int, int, str]]:
    (tmp_path / name).write_text(text)
    loaded = load(tmp_path, KNOWN)
    assert {problem.path for problem in loaded.problems} <= {str(tmp_path / name)}
    return [(problem.line, problem.character, problem.message) for problem in loaded.problems]


def test_every_key_is_read(tmp_path: Path):
    (tmp_path / "rust-perf.toml").write_text(
        'select = ["all"]\nignore = ["missing-lto"]\nexclude = ["/gen/"]\nunfixable = ["manifest"]\n'
        'clippy-twins = "off"\ndiagnostic-mode = "workspace"\n'
        '[severity]\nunbounded-channel = "warning"\nmanifest = "off"\n'
    )
    loaded = load(tmp_path, KNOWN)
    assert loaded.problems == []
    assert loaded.source == tmp_path / "rust-perf.toml"
    assert loaded.settings == Settings(
        select=("all",),
        ignore=("missing-lto",),
        severity={"unbounded-channel": "warning", "manifest": "off"},
        exclude=("/gen/",),
        unfixable=("manifest",),
        clippy_twins="off",
        diagnostic_mode="workspace",
    )


@pytest.mark.parametrize("table", ["package.metadata.rust-perf", "workspace.metadata.rust-perf"])
def test_a_manifest_may_hold_the_settings(tmp_path: Path, table: str):
    (tmp_path / "Cargo.toml").write_text(f'[{table}]\nignore = ["missing-lto"]\n')
    loaded = load(tmp_path, KNOWN)
    assert loaded.settings.ignore == ("missing-lto",)
    assert loaded.source == tmp_path / "Cargo.toml"


def test_the_nearest_file_wins_and_manifests_without_a_table_do_not_count(tmp_path: Path):
    inner = tmp_path / "crates" / "one" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "rust-perf.toml").write_text('ignore = ["concurrency"]')
    (tmp_path / "crates" / "Cargo.toml").write_text('[workspace.metadata.rust-perf]\nignore = ["manifest"]')
    (tmp_path / "crates" / "one" / "Cargo.toml").write_text('[package]\nname = "one"')
    assert load(inner, KNOWN).settings.ignore == ("manifest",)
    (tmp_path / "crates" / "rust-perf.toml").write_text("ignore = []")
    assert load(inner, KNOWN).settings.ignore == ()
    assert load(tmp_path, KNOWN).settings.ignore == ("concurrency",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ignre = ["all"]', (0, 0, "unknown setting `ignre`; did you mean `ignore`?")),
        (
            '\nselect = [\n  "missing-lto",\n  "unbound-channel",\n]',
            (3, 3, "unknown rule, family or severity `unbound-channel`; did you mean `unbounded-channel`?"),
        ),
        (
            'select = ["zzz"]',
            (0, 11, "unknown rule, family or severity `zzz`"),
        ),
        (
            'severity = { "😀" = "off", mising-lto = "off" }',
            (0, 14, "unknown rule or family `😀`"),
        ),
        (
            '[severity]\nmissing-lto = "of"',
            (1, 0, "`missing-lto` must be one of critical, warning, suggestion, off; did you mean `off`?"),
        ),
        ('severity.all = "off"', (0, 9, "unknown rule or family `all`")),
        ("severity = 3", (0, 0, '`severity` must be a table such as { missing-lto = "off" }')),
        ('ignore = "all"', (0, 0, "`ignore` must be a list of strings")),
        ("exclude = [1]", (0, 0, "`exclude` must hold strings only")),
        (
            'diagnosticMode = "openfiles"',
            (0, 0, "`diagnosticMode` must be one of openFiles, workspace; did you mean `openFiles`?"),
        ),
        ('clippy-twins = "never"', (0, 0, "`clippy-twins` must be one of auto, on, off")),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_nearest_name(
    tmp_path: Path, text: str, expected: tuple[int, int, str]
):
    assert problems_of(tmp_path, text)[0] == expected


def test_columns_count_utf16_units(tmp_path: Path):
    problems = problems_of(tmp_path, 'severity = { "😀" = "off", missing-lot = "off" }')
    assert problems[1][:2] == (0, 27)


def test_a_mistake_in_a_manifest_is_found_in_its_table(tmp_path: Path):
    text = '[package]\nname = "ignre"\n[package.metadata.rust-perf]\nignre = []\n'
    assert problems_of(tmp_path, text, "Cargo.toml")[0][:2] == (3, 0)
    text = "[workspace.metadata]\nrust-perf = 3\n"
    assert problems_of(tmp_path, text, "Cargo.toml") == [(1, 0, "`workspace.metadata.rust-perf` must be a table")]


def test_a_mistake_leaves_the_rest_in_force(tmp_path: Path):
    (tmp_path / "rust-perf.toml").write_text('ignore = ["missing-lto", "nonsense", 4]\nwrong = 1')
    loaded = load(tmp_path, KNOWN)
    assert loaded.settings.ignore == ("missing-lto",)
    assert len(loaded.problems) == 3


def test_text_that_is_no_toml_is_told_with_its_place(tmp_path: Path):
    [(line, character, message)] = problems_of(tmp_path, 'ignore = []\nselect = [")')
    assert (line, message != "") == (1, True)
    assert character > 0


def test_odd_bytes_and_marks_are_read(tmp_path: Path):
    (tmp_path / "rust-perf.toml").write_bytes(b'\xef\xbb\xbfignore = ["missing-lto"]\r\nexclude = ["\xff"]\r\n')
    assert load(tmp_path, KNOWN).settings.ignore == ("missing-lto",)


def test_a_folder_in_the_file_s_place_is_told(tmp_path: Path):
    (tmp_path / "rust-perf.toml").mkdir()
    [problem] = load(tmp_path, KNOWN).problems
    assert problem.message.startswith("cannot be read")


def test_the_editor_may_write_camel_case():
    settings, problems = from_mapping({"clippyTwins": "on", "diagnosticMode": "workspace"}, KNOWN, "the editor")
    assert settings.clippy_twins == "on"
    assert settings.diagnostic_mode == "workspace"
    assert problems == []


def test_null_is_not_set():
    assert from_mapping({"diagnosticMode": None, "select": None}, KNOWN, "the editor") == (Settings(), [])


@pytest.mark.parametrize(
    ("project", "editor", "holds"),
    [
        (None, None, None),
        ("workspace", None, "workspace"),
        ("workspace", "openFiles", "openFiles"),
        ("openFiles", "workspace", "workspace"),
    ],
)
def test_the_editor_s_mode_wins_where_it_has_one(project: str | None, editor: str | None, holds: str | None):
    merged = Settings(diagnostic_mode=project).merged(Settings(diagnostic_mode=editor))
    assert merged.diagnostic_mode == holds
