"""Whatever stands in a settings file: nothing is raised, and each mistake has a place in the text."""

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rust_perf_analyzer.disk.chosen import known_words
from rust_perf_analyzer.disk.settings_mistakes import as_findings
from rust_perf_analyzer.quickfix.edit import apply
from rust_perf_analyzer.quickfix.other_word import other_word
from rust_perf_analyzer.settings import LoadedSettings, load_text
from rust_perf_analyzer.settings.keys import KEYS

WORDS = [*KEYS, "ignre", "perPath", "memory", "memry", "all", "off", "of", "é😀", "a.b", "tests/**", "!", "\\u0061"]
PIECES = [*WORDS, *(f'"{word}"' for word in WORDS), "[", "]", "{", "}", "=", ",", ".", "\n", "\r\n", " ", "# 😀", '"""']
PATHS = st.sampled_from([Path("/w/rust-perf.toml"), Path("/w/Cargo.toml")])

words = st.sampled_from(WORDS)


def tables(below: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.dictionaries(words, below, max_size=3)


leaf = st.one_of(words, st.integers(0, 3), st.booleans())
values = st.recursive(leaf, lambda below: st.one_of(st.lists(below, max_size=3), tables(below)), max_leaves=8)


def spelled(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{spelled(key)} = {spelled(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return "[" + "".join(f"\n  {spelled(item)}, # memry 😀" for item in value) + "\n]"
    return str(value).lower() if isinstance(value, bool | int) else "'" + str(value) + "'"


def check(text: bytes, loaded: LoadedSettings | None) -> None:
    for problem in loaded.problems if loaded else ():
        span = problem.span
        assert 0 <= span.start <= span.end <= len(text)
        line = text[: span.start].count(b"\n")
        assert problem.line <= line + text[: span.start].count(b"\r")


@given(st.lists(st.sampled_from(PIECES), max_size=12), PATHS)
def test_any_soup_of_words_is_read(pieces: list[str], path: Path):
    text = "".join(pieces).encode()
    text = b"[package.metadata.rust-perf]\n" * (path.name == "Cargo.toml") + text
    check(text, load_text(path, text, known_words()))


@given(st.binary(max_size=60), PATHS)
def test_any_bytes_are_read(data: bytes, path: Path):
    check(data, load_text(path, data, known_words()))


@given(tables(values))
def test_every_mistake_of_any_table_stands_where_it_is_and_can_be_mended(data: dict[str, object]):
    text = "".join(f"{spelled(key)} = {spelled(value)}\n" for key, value in data.items()).encode()
    assert tomllib.loads(text.decode()) == data
    loaded = load_text(Path("/w/rust-perf.toml"), text, known_words())
    assert loaded
    check(text, loaded)
    for finding in as_findings(loaded.problems):
        assert finding.span.start < finding.span.end
        fix = other_word(finding, text)
        if fix is not None:
            after = load_text(Path("/w/rust-perf.toml"), apply(text, fix.edits), known_words())
            # The right word may stand there already; then the text breaks off at the second one.
            assert after
            told, left = ([problem.message for problem in each.problems] for each in (loaded, after))
            is_there_twice = len(left) == 1 and "overwrite" in left[0]
            assert is_there_twice or left.count(finding.message) < told.count(finding.message)
