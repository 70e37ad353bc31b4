"""Writes the settings of the server into the VS Code extension's package.json; `--check` only says if that is stale."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from rust_perf_analyzer.disk.chosen import known_words
from rust_perf_analyzer.settings import SEVERITIES
from rust_perf_analyzer.settings.keys import BY_PATH, KEYS, Key
from rust_perf_analyzer.settings.presets import PRESETS

MANIFEST = Path(__file__).parent.parent / "editors/vscode/package.json"
SECTION = "rust-perf"
OURS = ("path", "trace.server")
"""The settings that are the extension's own, and written by hand."""
MEANINGS = {
    **{name: preset.about for name, preset in PRESETS.items()},
    "auto": "Where rust-analyzer does not run clippy, as far as its settings tell.",
    "on": "Always.",
    "off": "Never.",
    "openFiles": "The findings of the files that are open.",
    "workspace": "The findings of all files of the folder, as they are saved, and of open files as they are typed.",
}
UNSET = "What the `rust-perf.toml` of the folder says, else the default."


def camel(key: str) -> str:
    """A key as editors spell it."""
    first, *rest = key.split("-")
    return first + "".join(word.capitalize() for word in rest)


def schema(key: Key, words: Collection[str], rules: Collection[str]) -> dict[str, Any]:
    """What the settings editor of VS Code is told of a key that selects from words, or by the names of rules."""
    match key.kind:
        case "words":
            return _list({"type": "string", **_of(words)})
        case "patterns":
            return _list({"type": "string"})
        case "choice":
            meanings = [*(MEANINGS[word] for word in key.words), UNSET]
            return {"type": ["string", "null"], "enum": [*key.words, None], "markdownEnumDescriptions": meanings}
        case "levels":
            values = {"type": "string", "enum": list(key.words)}
            return {
                "type": "object",
                **({"propertyNames": _of(rules)} if rules else {}),
                "additionalProperties": values,
            }
        case "switches":
            return _table({camel(word): {"type": "boolean"} for word in key.words})
        case "paths":
            # The names of rules are not told again: they are many.
            return {
                "type": "object",
                "additionalProperties": _table({camel(n): schema(KEYS[n], (), ()) for n in BY_PATH}),
            }


def _of(words: Collection[str]) -> dict[str, Any]:
    return {"enum": sorted(words)} if words else {}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": True}


def _table(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def properties() -> dict[str, Any]:
    """All settings of the server, by the names that VS Code knows them by."""
    empty: dict[str, Any] = {"array": [], "object": {}}
    found = {}
    words = known_words()
    for name, key in KEYS.items():
        shape = schema(key, words, words - {"all", *SEVERITIES})
        default = None if isinstance(shape["type"], list) else empty[shape["type"]]
        found[f"{SECTION}.{camel(name)}"] = {
            **shape, "default": default, "scope": "resource", "markdownDescription": key.about
        }  # fmt: skip
    return found


def written() -> str:
    """The manifest as it should be."""
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    configuration = manifest["contributes"]["configuration"]
    configuration["properties"] = {
        **{name: configuration["properties"][name] for name in _named(OURS)},
        **properties(),
    }
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def _named(keys: Iterable[str]) -> Iterable[str]:
    return (f"{SECTION}.{key}" for key in keys)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("package.json is stale: run `make bless`" if MANIFEST.read_text("utf-8") != written() else None)
    MANIFEST.write_text(written(), "utf-8")
