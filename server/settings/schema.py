"""The JSON schema of `rust-perf.toml`, for editors that complete and check TOML by one; it ships beside this file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .keys import BY_PATH, KEYS, Key
from .model import SEVERITIES
from .presets import PRESETS

FILE = Path(__file__).with_name("rust-perf.schema.json")

_DRAFT = "http://json-schema.org/draft-07/schema#"
_WORDS, _NAMES = "#/definitions/selectors", "#/definitions/levels"


class Known(NamedTuple):
    """A rule as the schema speaks of it."""

    name: str
    family: str
    summary: str


def schema(rules: Iterable[Known]) -> dict[str, Any]:
    """The schema, given all rules; what the engine itself finds may be selected as one."""
    rules = sorted(rules)
    names = {rule.name: rule.summary for rule in rules}
    families = {family: f"the rules of the family {family}" for family in sorted({rule.family for rule in rules})}
    wide = {"all": "every rule", **{severity: f"the rules that are {severity}" for severity in SEVERITIES}}
    return {
        "$schema": _DRAFT,
        "title": "rust-perf.toml",
        "description": "Settings of rust-perf-analyzer.",
        **_table(KEYS),
        "definitions": {
            "selectors": {"type": "array", "items": _one_of({**wide, **families, **names})},
            "levels": _levels({**families, **names}),
        },
    }


def _table(keys: Iterable[str]) -> dict[str, Any]:
    properties = {name: {"description": KEYS[name].about, **_value(name, KEYS[name])} for name in keys}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _value(name: str, key: Key) -> dict[str, Any]:
    match key.kind:
        case "choice" if name == "preset":
            return _one_of({word: preset.about for word, preset in PRESETS.items()})
        case "choice":
            return {"type": "string", "enum": list(key.words)}
        case "words":
            return {"allOf": [{"$ref": _WORDS}]}
        case "levels":
            return {"allOf": [{"$ref": _NAMES}]}
        case "patterns":
            return {"type": "array", "items": {"type": "string"}}
        case "switches":
            switches = {word: {"type": "boolean"} for word in key.words}
            return {"type": "object", "additionalProperties": False, "properties": switches}
        case "paths":
            return {"type": "object", "additionalProperties": _table(BY_PATH)}


def _one_of(words: Mapping[str, str]) -> dict[str, Any]:
    """A choice with what each word means, in the two ways in which editors look for that."""
    meanings = list(words.values())
    return {
        "type": "string",
        "enum": list(words),
        "enumDescriptions": meanings,
        "x-taplo": {"docs": {"enumValues": meanings}},
    }


def _levels(names: Mapping[str, str]) -> dict[str, Any]:
    properties = {name: {"description": about, "enum": list(KEYS["severity"].words)} for name, about in names.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}
