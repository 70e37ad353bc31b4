"""The fixes of open documents: worked out when they are asked for, once for each state of the text."""

from __future__ import annotations

import asyncio
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ..analysis.finding import Finding, Span
from ..analysis.rule import all_rules
from ..quickfix import fixer
from ..quickfix.edit import Fix, Safety
from ..settings import MISTAKE, matches
from .open_file import OpenFile

_Key = tuple[str, Span]


class Bulk(NamedTuple):
    """The fixes of a document that are made together, and how many others there are."""

    fixes: list[Fix]
    left: int


class Fixes:
    """Remembers the fixes for the text as it is."""

    def __init__(self) -> None:
        self._fixes: WeakKeyDictionary[OpenFile, tuple[int, dict[_Key, Fix | None]]] = WeakKeyDictionary()
        self._loaded: set[str] = set()

    def of(self, file: OpenFile, finding: Finding) -> Fix | None:
        """The fix of a finding, if there is one."""
        revision, known = self._fixes.get(file, (0, {}))
        if revision != file.revision:
            known = {}
            self._fixes[file] = (file.revision, known)
        key = (finding.rule, finding.span)
        if key not in known:
            known[key] = _work_out(file, finding)
        return known[key]

    def load(self, file: OpenFile) -> bool:
        """Have the fix of a rule that found something at hand, one more with each call; whether more are left."""
        rule = next((finding.rule for finding in file.findings() if finding.rule not in self._loaded), None)
        if rule is None:
            return False
        self._loaded.add(rule)
        fixer.load(rule)
        return True

    async def in_bulk(self, file: OpenFile, rule: str | None = None, *, even_unsafe: bool = False) -> Bulk:
        """The fixes that may be applied in bulk, of one rule or of all; other messages have their turn meanwhile."""
        allowed = {Safety.SAFE, Safety.UNSAFE} if even_unsafe else {Safety.SAFE}
        safe: list[Fix] = []
        left = 0
        for finding in file.findings():
            if rule is not None and finding.rule != rule:
                continue
            fix = self.of(file, finding)
            await asyncio.sleep(0)
            if fix is None:
                continue
            if fix.safety in allowed and not is_unfixable(file, finding):
                safe.append(fix)
            else:
                left += 1
        return Bulk(safe, left)


def as_one(fixes: list[Fix], file: OpenFile) -> Fix:
    """The fixes that go together as one."""
    edits, _ = fixer.as_one(fixes, file.path or file.document.uri, file.document.text, file.whole())
    return Fix("", Safety.SAFE, tuple(edits))


def _work_out(file: OpenFile, finding: Finding) -> Fix | None:
    about = file.circumstances
    if about is None:
        return None
    return fixer.fix_for(finding, file.path or file.document.uri, file.document.text, about.crate, file.whole())


def is_unfixable(file: OpenFile, finding: Finding) -> bool:
    """Whether the settings keep the fixes of this rule from being made in bulk."""
    rule = all_rules().get(finding.rule)
    about = file.circumstances
    if rule is None or about is None:
        # Which word was meant in the settings is a guess, and a person's to take.
        return finding.rule == MISTAKE
    return matches(about.settings.unfixable, rule.name, rule.family, finding.severity)
