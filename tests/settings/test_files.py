"""Settings files: where they are looked for, what they may say, and how a mistake is told."""

from pathlib import Path

import pytest
from rust_perf_analyzer.settings import Settings, from_mapping, load, load_text, selector_words

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
            (3, 2, "unknown rule, family or severity `unbound-channel`; did you mean `unbounded-channel`?"),
        ),
        (
            'select = ["zzz"]',
            (0, 10, "unknown rule, family or severity `zzz`"),
        ),
        (
            'severity = { "😀" = "off", mising-lto = "off" }',
            (0, 13, "unknown rule or family `😀`"),
        ),
        (
            '[severity]\nmissing-lto = "of"',
            (1, 14, "`missing-lto` must be one of critical, warning, suggestion, off; did you mean `off`?"),
        ),
        ('severity.all = "off"', (0, 9, "unknown rule or family `all`")),
        ("severity = 3", (0, 0, '`severity` must be a table such as { missing-lto = "off" }')),
        ('ignore = "all"', (0, 0, "`ignore` must be a list of strings")),
        ("exclude = [1]", (0, 11, "`exclude` must hold strings only")),
        (
            'diagnosticMode = "openfiles"',
            (0, 17, "`diagnosticMode` must be one of openFiles, workspace; did you mean `openFiles`?"),
        ),
        (
            'preset = "sever"',
            (0, 9, "`preset` must be one of recommended, strict, server, library, cli; did you mean `server`?"),
        ),
        ('exclude = ["/gen/", "!"]', (0, 20, "`!` is no pattern as in .gitignore")),
        ("inlay-hints = { heat = 1 }", (0, 16, "`heat` must be true or false")),
        ("inlay-hints = true", (0, 0, "`inlay-hints` must be a table such as { future-sizes = true }")),
        ("[inlay-hints]\nheats = true", (1, 0, "unknown setting `heats`; did you mean `heat`?")),
        ("per-path = 1", (0, 0, '`per-path` must be a table such as { "tests/**" = { ignore = ["memory"] } }')),
        ('[per-path]\n"tests/**" = []', (1, 0, '`tests/**` must be a table such as { ignore = ["memory"] }')),
        ('[per-path."#x"]', (0, 10, "`#x` is no pattern as in .gitignore")),
        ('[per-path."a.b/*"]\nignre = []', (1, 0, "unknown setting `ignre`; did you mean `ignore`?")),
        ('[per-path."a"]\nexclude = []', (1, 0, "`exclude` holds for all files, and cannot be set for some")),
        (
            '[per-path."a"]\nselect = ["x", # missing-lot\n "missing-lot"]',
            (1, 10, "unknown rule, family or severity `x`"),
        ),
        (
            '[severity]\nmissing-lto = "off"\nignore = ["memory"]',
            (2, 0, "`ignore` is a setting of its own: write it above the table `severity`"),
        ),
        ('clippy-twins = "never"', (0, 15, "`clippy-twins` must be one of auto, on, off")),
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


@pytest.mark.parametrize(
    ("text", "spot", "instead"),
    [
        ("ignre = []", "ignre", "ignore"),
        ('"ignre" = []', '"ignre"', "ignore"),
        ('select = [ # unbound-channel\n  "x", "unbound-channel"]', '"unbound-channel"', "unbounded-channel"),
        ('[severity]\nmissing-lot = "off"', "missing-lot", "missing-lto"),
        ('severity.missing-lto = "of"', '"of"', "off"),
        ("[severty]\nmissing-lto = 'off'", "severty", "severity"),
        ('[per-path."é/**"]\nselect = ["unbound-channel"]', '"unbound-channel"', "unbounded-channel"),
        ('[per-path."é/**".severty]\nmissing-lto = "off"', "severty", "severity"),
        ('per-path = { "é" = { ignre = [] } }', "ignre", "ignore"),
        ("clippyTwin = 'off'", "clippyTwin", "clippy-twins"),
        ('preset = "nothing like it"', '"nothing like it"', None),
    ],
)
def test_the_bytes_to_replace_and_what_was_meant_are_known(text: str, spot: str, instead: str | None):
    loaded = load_text(Path("/w/rust-perf.toml"), text.encode(), KNOWN)
    assert loaded
    problem = loaded.problems[-1]
    assert text.encode()[problem.span.start : problem.span.end].decode() == spot
    assert problem.instead == instead


def test_settings_for_paths_are_read_in_their_order(tmp_path: Path):
    (tmp_path / "rust-perf.toml").write_text(
        'preset = "server"\ninlay-hints = { heat = true }\n'
        '[per-path."tests/**"]\nignore = ["all"]\n[per-path."crates/api/**"]\npreset = "library"\n'
    )
    loaded = load(tmp_path, KNOWN)
    assert loaded.problems == []
    assert loaded.settings == Settings(
        preset="server",
        inlay_hints={"heat": True},
        per_path=(("tests/**", Settings(ignore=("all",))), ("crates/api/**", Settings(preset="library"))),
    )


def test_text_that_is_not_saved_is_read_like_a_file():
    manifest = Path("/w/Cargo.toml")
    assert load_text(manifest, b"[package]\n", KNOWN) is None
    loaded = load_text(manifest, b'[package.metadata.rust-perf]\nignore = ["missing-lto"]\n', KNOWN)
    assert loaded
    assert (loaded.settings.ignore, loaded.source) == (("missing-lto",), manifest)


def test_bytes_that_are_no_utf8_are_told_and_the_rest_holds():
    loaded = load_text(Path("/w/rust-perf.toml"), b'exclude = ["\xff"]\nignore = ["missing-lto"]\nignre = 1', KNOWN)
    assert loaded
    assert loaded.settings.ignore == ("missing-lto",)
    assert [(problem.line, problem.character) for problem in loaded.problems] == [(2, 0), (0, 12)]


def test_a_file_that_nobody_wrote_by_hand_is_not_read():
    loaded = load_text(Path("/w/rust-perf.toml"), b"#" * 1_000_001, KNOWN)
    assert loaded
    assert [problem.message for problem in loaded.problems] == ["is too large"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = [" * 5000, 0, None),
        ("ignore = []\nignore = []", 1, None),
        ("select = [", 0, None),
        ("= 1", 0, "Invalid statement"),
        ("\r\n\r\nx", 2, None),
    ],
)
def test_broken_text_is_one_mistake_at_its_place(text: str, line: int, message: str | None):
    loaded = load_text(Path("/w/rust-perf.toml"), text.encode(), KNOWN)
    assert loaded
    (problem,) = loaded.problems
    assert problem.line == line
    assert message is None or problem.message == message
    assert problem.span.start < problem.span.end <= len(text)


def test_the_editor_s_mistakes_are_told_in_its_spelling():
    _, problems = from_mapping({"perPaht": {}, "inlayHints": {"futureSizes": True}}, KNOWN, "the editor")
    assert [problem.message for problem in problems] == ["unknown setting `perPaht`; did you mean `perPath`?"]
