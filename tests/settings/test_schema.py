"""The JSON schema and the page of the settings: current, and of one opinion with what reads the settings."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.disk.chosen import known_words
from rust_perf_analyzer.settings import from_mapping, load_text
from rust_perf_analyzer.settings.keys import BY_PATH, KEYS
from rust_perf_analyzer.settings.schema import FILE

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads(FILE.read_text())
PAGE = (ROOT / "docs" / "settings.md").read_text()


def allows(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value is as a schema says, as far as ours goes."""
    if "$ref" in schema:
        return allows(SCHEMA["definitions"][schema["$ref"].removeprefix("#/definitions/")], value)
    if not all(allows(each, value) for each in schema.get("allOf", ())):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool}
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return False
    if isinstance(value, list):
        return all(allows(schema.get("items", {}), item) for item in value)
    if isinstance(value, dict):
        others = schema.get("additionalProperties", {})
        own = schema.get("properties", {})
        return all(
            allows(own[key], item) if key in own else others is not False and allows(others, item)
            for key, item in value.items()
        )
    return True


def test_the_schema_and_the_page_are_current():
    subprocess.run([sys.executable, "-P", ROOT / ".dev" / "settings.py", "--check"], check=True)


def test_the_schema_knows_every_key_and_rule():
    assert set(SCHEMA["properties"]) == set(KEYS)
    assert set(SCHEMA["properties"]["per-path"]["additionalProperties"]["properties"]) == set(BY_PATH)
    assert set(SCHEMA["definitions"]["selectors"]["items"]["enum"]) == known_words()
    assert set(all_rules()) < set(SCHEMA["definitions"]["levels"]["properties"])


@pytest.mark.parametrize(
    "text",
    [
        'preset = "cli"',
        'preset = "clip"',
        'select = ["all", "memory", "suggestion", "missing-lto", "unused-suppression"]',
        'ignore = ["missing-lot"]',
        'ignore = "all"',
        "exclude = ['/gen/', '*.rs']",
        "exclude = [1]",
        'severity = { missing-lto = "off", memory = "warning" }',
        'severity = { all = "off" }',
        'severity = { missing-lto = "of" }',
        'unfixable = ["memory"]',
        'clippy-twins = "auto"',
        "clippy-twins = true",
        'diagnostic-mode = "workspace"',
        'diagnostic-mode = "files"',
        "inlay-hints = { heat = true, future-sizes = false }",
        "inlay-hints = { heat = 1 }",
        "inlay-hints = { colours = true }",
        '[per-path."tests/**"]\npreset = "strict"\nseverity = { memory = "off" }',
        '[per-path."tests/**"]\nexclude = ["a"]',
        "per-path = []",
        "nonsense = 1",
    ],
)
def test_the_schema_allows_what_is_read_without_a_mistake(text: str):
    data = tomllib.loads(text)
    _, problems = from_mapping(data, known_words(), "rust-perf.toml", None)
    assert allows(SCHEMA, data) is (problems == [])


def test_every_key_is_on_the_page_and_its_examples_are_right():
    for key in KEYS:
        assert f"\n| `{key}` |" in PAGE
    examples = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) >= 2
    for example in examples:
        loaded = load_text(Path("rust-perf.toml"), example.encode(), known_words())
        assert loaded
        assert loaded.problems == []
    for example in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL):
        section = {key.removeprefix("rust-perf."): value for key, value in json.loads(example).items()}
        assert from_mapping(section, known_words(), "the editor")[1] == []


def test_the_example_of_the_readme_is_right():
    section = (ROOT / "README.md").read_text().partition("\n## Settings\n")[2]
    found = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert found
    loaded = load_text(Path("rust-perf.toml"), found[1].encode(), known_words())
    assert loaded
    assert loaded.problems == []
