"""Whether rust-analyzer runs clippy in the same editor, so that what our twins of its lints say would be said twice."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .neighbours import RUST_ANALYZER, RUST_ANALYZER_FILE, VSCODE_FILE

_JSON_EXTRAS = re.compile(r'("(?:[^"\\]|\\.)*+")|//[^\n]*+|/\*.*?\*/', re.DOTALL)
_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])', re.DOTALL)


def runs_clippy(said: object) -> bool | None:
    """What settings of rust-analyzer, nested or with dotted keys, say; None when they do not."""
    flat = {key.removeprefix(f"{RUST_ANALYZER}."): value for key, value in _flat(said)}
    if flat.get("checkOnSave") is False or flat.get("checkOnSave.enable") is False:
        return False
    for section in ("check", "checkOnSave"):
        command = flat.get(f"{section}.overrideCommand") or flat.get(f"{section}.command")
        if command:
            words = command if isinstance(command, list) else [command]
            return any("clippy" in str(word) for word in words)
    return None


def clippy_runs(folders: Iterable[str], said: object) -> bool:
    """Whether it runs in any of an editor's folders, whose settings for rust-analyzer are given; unknown is no."""
    return any(_runs_in(Path(folder), said) for folder in folders) or bool(runs_clippy(said))


def _runs_in(folder: Path, said: object) -> bool:
    for settings in (_toml(folder / RUST_ANALYZER_FILE), said, _json(folder / VSCODE_FILE)):
        answer = runs_clippy(settings)
        if answer is not None:
            return answer
    return False


def _flat(said: object, above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in said.items() if isinstance(said, Mapping) else ():
        yield above + str(key), value
        yield from _flat(value, f"{above}{key}.")


def _toml(path: Path) -> object:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def _json(path: Path) -> object:
    """JSON as editors write it: with comments, and commas behind the last entry."""
    try:
        text = path.read_text("utf-8-sig")
        found: object = json.loads(_LAST_COMMA.sub(r"\1", _JSON_EXTRAS.sub(r"\1", text)))
    except (OSError, ValueError, RecursionError):
        return None
    return found
