"""Which texts the fixes of a run would give: rounds over each file until nothing changes, all in memory."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..analysis.finding import Finding
from ..analysis.syntax.parser import parse
from ..analysis.workspace.index import Index
from ..analysis.workspace.summary import summarise
from ..disk import source
from ..disk.judging import is_manifest, judge_file
from ..quickfix.edit import Edit, Fix, Safety, apply
from ..quickfix.fixer import as_one, is_unfixable
from ..settings import Settings
from .judge import fix_of

MAX_ROUNDS = 10


class Change(NamedTuple):
    """One file before and after; one that is made was empty before."""

    path: str
    old: bytes
    new: bytes
    is_made: bool = False


class Left(NamedTuple):
    """What remains of a file: its text then, the findings in it, and how often which rule was fixed."""

    text: bytes
    findings: list[Finding]
    fixed: Counter[str]


@dataclass(slots=True)
class Plan:
    """New texts by file. Files whose edits belong together are tied: all of them are written, or none."""

    allowed: frozenset[Safety]
    index: Index | None = None
    left: dict[str, Left] = field(default_factory=dict)
    _old: dict[str, bytes] = field(default_factory=dict)
    _new: dict[str, bytes] = field(default_factory=dict)
    _abroad: list[Edit] = field(default_factory=list)
    _ties: list[set[str]] = field(default_factory=list)
    _made: set[str] = field(default_factory=set)

    def fix(self, path: str, settings: Settings, data: bytes | None = None) -> None:
        """Fix one file as far as that goes; `data` is its text when it stands in no file.

        Edits of other files (a feature in `Cargo.toml`) count from their text on the disk.
        """
        old = self._read(path) if data is None else self._old.setdefault(path, data)
        if not source.sound(old).exact:
            return
        text = apply(old, [edit for edit in self._abroad if edit.path == path])
        fixed: Counter[str] = Counter()
        seen = {text}
        while True:
            findings, _ = judge_file(path, text, settings, self.index)
            if len(seen) > MAX_ROUNDS:
                break
            changed, rules = self._round(path, text, self._fixable(findings, path, text, settings))
            if changed in seen:
                break
            seen.add(changed)
            text = self._new[path] = changed
            if self.index is not None and not is_manifest(path):
                self.index.hold(path, text, summarise(text))
            fixed += rules
        elsewhere = self._fixed_elsewhere(findings, path, text, settings)
        fixed += Counter(finding.rule for finding in elsewhere)
        self.left[path] = Left(text, [finding for finding in findings if finding not in elsewhere], fixed)

    def changes(self) -> list[list[Change]]:
        """The files that change, in groups that belong together."""
        paths = {*self._new, *(edit.path for edit in self._abroad if edit.path)}
        changes = {path: Change(path, self._old[path], self._text(path), path in self._made) for path in sorted(paths)}
        groups = _joined([*self._ties, *({path} for path in changes)])
        found = [[changes[path] for path in sorted(group)] for group in groups]
        return [group for group in found if any(change.old != change.new for change in group)]

    def _text(self, path: str) -> bytes:
        abroad = [edit for edit in self._abroad if edit.path == path]
        return self._new[path] if path in self._new else apply(self._old[path], abroad)

    def _read(self, path: str) -> bytes:
        if path not in self._old:
            self._old[path] = source.read(path)
        return self._old[path]

    def _fixable(
        self, findings: Iterable[Finding], path: str, text: bytes, settings: Settings
    ) -> list[tuple[Finding, Fix]]:
        found = []
        for finding in findings:
            fix = None if is_unfixable(finding, settings) else fix_of(finding, path, text)
            if fix is None or fix.safety not in self.allowed:
                continue
            edits = tuple(replace(edit, path=None) if edit.path == path else edit for edit in fix.edits)
            if all(edit.path is None or self._reaches(edit) for edit in edits):
                found.append((finding, replace(fix, edits=edits)))
        return found

    def _fixed_elsewhere(
        self, findings: Iterable[Finding], path: str, text: bytes, settings: Settings
    ) -> list[Finding]:
        """The findings that are gone with what is edited or made in other files, which are judged as they lie there."""
        fixable = self._fixable(findings, path, text, settings) if self._abroad else ()
        return [
            finding
            for finding, fix in fixable
            if fix.edits and all(edit.path is not None and edit in self._abroad for edit in fix.edits)
        ]

    def _reaches(self, edit: Edit) -> bool:
        """Whether the other file of an edit still has its text of the disk, or can be made."""
        path = edit.path or ""
        if edit.makes_file:
            return path in self._made or not os.path.lexists(path)
        try:
            return path not in self._new and source.sound(self._read(path)).exact
        except OSError:
            return False

    def _round(self, path: str, text: bytes, found: Sequence[tuple[Finding, Fix]]) -> tuple[bytes, Counter[str]]:
        """The text with as many fixes as go together, or with the first that leaves it whole."""
        for some in (found, *([one] for one in found)):
            edits, dropped = as_one([Fix("", Safety.SAFE, tuple(self._abroad)), *(fix for _, fix in some)], path, text)
            changed = apply(text, [edit for edit in edits if edit.path is None])
            if breaks(path, text, changed):
                continue
            kept = [(finding, fix) for finding, fix in some if fix not in dropped]
            self._abroad = [edit for edit in edits if edit.path is not None]
            self._made |= {edit.path for edit in self._abroad if edit.path is not None and edit.makes_file}
            self._old |= dict.fromkeys(self._made, b"")
            self._ties += [{edit.path or path for edit in fix.edits} for _, fix in kept]
            own = (finding for finding, fix in kept if any(edit.path is None for edit in fix.edits))
            return changed, Counter(finding.rule for finding in own)
        return text, Counter()


def breaks(path: str, old: bytes, new: bytes) -> bool:
    """Whether a text parsed before and does not any more."""
    if is_manifest(path):
        return _is_toml(old) and not _is_toml(new)
    return parse(new).root_node.has_error and not parse(old).root_node.has_error


def unified_diff(change: Change, shown: str) -> str:
    """A change as a patch; bytes that are no UTF-8 survive on the way to a file."""
    old, new = (data.decode("utf-8", "surrogateescape") for data in (change.old, change.new))
    before = "/dev/null" if change.is_made else f"a/{shown}"
    lines = difflib.unified_diff(_lines(old), _lines(new), before, f"b/{shown}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.split("\n")[-1]) else [])


def _is_toml(data: bytes) -> bool:
    try:
        tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        return False
    return True


def _joined(sets: Iterable[set[str]]) -> list[set[str]]:
    """Sets that share a member become one."""
    groups: list[set[str]] = []
    for members in sets:
        touching = [group for group in groups if group & members]
        groups = [group for group in groups if not group & members]
        groups.append(members.union(*touching))
    return groups
