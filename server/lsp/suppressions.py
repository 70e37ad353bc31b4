"""Ways to have a rule say nothing: here, in a function, in a file, in the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..analysis.finding import Finding, Span
from ..analysis.rule import all_rules
from ..quickfix.edit import Edit, Fix
from ..quickfix.suppressing import suppress_file, suppress_function, suppress_line
from ..quickfix.turned_off import first_settings, turned_off
from .client import Client
from .configuration import Home
from .editing import own_target
from .open_file import OpenFile
from .protocol import FindTarget, Json, workspace_edit

FindHome = Callable[[str], Home | None]
"""The settings file of the project that a file belongs to."""

_TITLES = {
    "allow-line": "Allow `{}` here",
    "allow-function": "Allow `{}` in this function",
    "allow-file": "Allow `{}` in this file",
}
_TURN_OFF = "turn-off"
WAYS = frozenset({*_TITLES, _TURN_OFF})


class Way(NamedTuple):
    """One that can be offered for a finding."""

    what: str
    title: str
    finding: Finding


class Suppressions:
    """Offers the ways, the narrowest first, and works out their edits."""

    def __init__(self, client: Client, find: FindTarget, find_home: FindHome) -> None:
        self._client = client
        self._find = find
        self._find_home = find_home

    def ways(self, file: OpenFile, here: list[Finding]) -> Iterator[Way]:
        """One way after the other, each for all rules that found something here."""
        by_rule = {finding.rule: finding for finding in reversed(here) if finding.rule in all_rules()}
        for what, title in _TITLES.items():
            for finding in reversed(by_rule.values()):
                if what != "allow-function" or _comment(what, file, finding) is not None:
                    yield Way(what, title.format(finding.rule), finding)
        home = self._find_home(file.path) if by_rule and file.path is not None else None
        if home is not None and (home.is_there or self._client.creates_files):
            for finding in reversed(by_rule.values()):
                yield Way(_TURN_OFF, f"Turn off `{finding.rule}` in {Path(home.path).name}", finding)

    def edit(self, what: str, file: OpenFile, finding: Finding) -> Json | None:
        """The edit of a way; None where it cannot be made."""
        if what == _TURN_OFF:
            return self._turn_off(file, finding.rule)
        fix = _comment(what, file, finding)
        return workspace_edit(fix.edits, own_target(file), self._find, self._client) if fix is not None else None

    def _turn_off(self, file: OpenFile, rule: str) -> Json | None:
        home = self._find_home(file.path) if file.path is not None else None
        if home is None:
            return None
        if not home.is_there:
            made = Edit(Span(0, 0), first_settings(rule), home.path, makes_file=True)
            return workspace_edit([made], own_target(file), self._find, self._client)
        target = own_target(file) if home.path == file.path else self._find(home.path)
        edits = turned_off(rule, target.document.text, home.table) if target is not None else ()
        return workspace_edit(edits, target, self._find, self._client) if target is not None and edits else None


def _comment(what: str, file: OpenFile, finding: Finding) -> Fix | None:
    text, is_toml = file.document.text, file.is_manifest
    if what == "allow-line":
        return suppress_line(finding, text, toml=is_toml, whole=file.whole())
    if what == "allow-function":
        return None if is_toml else suppress_function(finding, text, file.whole())
    return suppress_file(finding, text, toml=is_toml)
