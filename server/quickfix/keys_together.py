"""Fixes of one TOML file that write at the same place: their keys are set one after the other."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ..analysis.finding import Span
from ..toml_text import Path, TomlText
from .edit import Edit, Fix, apply, conflicts
from .manifest_file import ManifestFile


def with_dropped(edits: Sequence[Edit], dropped: Iterable[Fix], path: str, text: bytes) -> tuple[list[Edit], list[Fix]]:
    """The edits together with those of dropped fixes, and what still does not go with them."""
    abroad = [edit for edit in edits if edit.path is not None]
    changed = apply(text, [edit for edit in edits if edit.path is None])
    left: list[Fix] = []
    taken = False
    for fix in dropped:
        others = [edit for edit in fix.edits if edit.path is not None and edit not in abroad]
        own = [edit for edit in fix.edits if edit.path is None]
        more = _with_keys(path, text, own, changed)
        if more is None or any(conflicts(edit, other) for edit in others for other in abroad):
            left.append(fix)
            continue
        changed, taken = more, True
        abroad += others
    return ([*line_edits(text, changed), *abroad], left) if taken else (list(edits), left)


def line_edits(old: bytes, new: bytes) -> list[Edit]:
    """The edits between two texts, each of whole lines."""
    before, after = (text.decode("utf-8").splitlines(keepends=True) for text in (old, new))
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line.encode()))
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        Edit(Span(starts[first], starts[last]), "".join(after[start:end]))
        for step, first, last, start, end in steps
        if step != "equal"
    ]


def _with_keys(path: str, text: bytes, own: Sequence[Edit], changed: bytes) -> bytes | None:
    """A changed text with the keys that edits of the text before would set; None where they cannot be set as well."""
    try:
        before, now = TomlText(text), TomlText(changed)
        wanted = TomlText(apply(text, own))
    except ValueError:
        return None
    for key, value in _news(before, wanted).items():
        if _at(now.data, key) not in (_at(before.data, key), _at(wanted.data, key)):
            return None
        edit = ManifestFile(path, changed).set_key(key, value)
        if edit is None:
            return None
        changed = apply(changed, [edit])
    return changed if TomlText(changed).data != now.data else None


def _news(before: TomlText, after: TomlText) -> dict[Path, str]:
    """The keys that have another value than before, with it as it is written."""
    old, new = _written(before), _written(after)
    return {key: values[-1] for key, values in new.items() if values != old.get(key)}


def _written(toml: TomlText) -> dict[Path, list[str]]:
    found: defaultdict[Path, list[str]] = defaultdict(list)
    for entry in toml.entries:
        value = toml.text[entry.value.start : entry.value.end].decode()
        if not value.startswith("{"):
            found[entry.path].append(value)
    return found


def _at(data: Any, key: Path) -> object:
    for part in key:
        data = data.get(part) if isinstance(data, dict) else None
    return data
