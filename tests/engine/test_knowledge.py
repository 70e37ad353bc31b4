"""Knowledge about libraries has one form, and every entry says where it is written."""

from __future__ import annotations

import importlib
import pkgutil
import re
from types import ModuleType
from typing import Any

import pytest
from rust_perf_analyzer.analysis.facts import data
from rust_perf_analyzer.analysis.facts.data.schema import Known

# What stands beside the knowledge about libraries, and why it is none.
NO_KNOWLEDGE = {
    "schema": "the form itself",
    "blocking_kinds": "a kind of fact",
    "entry_kinds": "a kind of fact",
    "cancellation_kinds": "a kind of fact",
    "wait_kinds": "a kind of fact",
    "paths": "how names are spelled, for canonical paths themselves",
    "maps": "words that tell a busy map from one that is filled once",
    "verbs": "words that tell what a function of any crate does",
    "method_names": "names of methods that are read alike whoever declares them",
}
MODULES = [name for _, name, _ in pkgutil.iter_modules(data.__path__)]

NAME = re.compile(r"[a-z_][a-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)*")
SOURCE = re.compile(r"https://[a-z0-9.-]+/\S*")
BOUND = re.compile(r"(>=|<|=|\^|~)?\s*\d+(\.\d+){0,2}")


def loaded(name: str) -> ModuleType:
    return importlib.import_module(f"{data.__name__}.{name}")


def tables(module: ModuleType) -> dict[str, Any]:
    return {name: value for name, value in vars(module).items() if name.isupper() and not name.startswith("_")}


def entries(module: ModuleType) -> list[Known[Any]]:
    return [entry for table in tables(module).values() for entry in table]


@pytest.mark.parametrize("name", [name for name in MODULES if name not in NO_KNOWLEDGE])
def test_a_module_of_knowledge_is_entries_with_a_name_and_a_source(name: str) -> None:
    found = entries(loaded(name))
    assert found
    assert all(isinstance(entry, Known) for entry in found)
    for entry in found:
        assert entry.names
        assert [n for n in entry.names if not NAME.fullmatch(n)] == []
        assert SOURCE.fullmatch(entry.source), entry
        assert all(BOUND.fullmatch(bound.strip()) for bound in entry.versions.split(",") if entry.versions), entry


@pytest.mark.parametrize("name", [name for name in MODULES if name not in NO_KNOWLEDGE])
def test_a_name_stands_once_in_a_table_for_each_version(name: str) -> None:
    for table in tables(loaded(name)).values():
        said = [(n, entry.versions) for entry in table for n in entry.names]
        assert sorted(s for s in set(said) if said.count(s) > 1) == []


def test_no_module_is_excused_that_is_gone() -> None:
    assert set(MODULES) >= NO_KNOWLEDGE.keys()
