"""Light bulbs: fixes, fix-all, and suppressions last.

All are made from our own findings, never from the ranges a client sends: old editors send those in bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from ..analysis.finding import Finding, Span
from ..analysis.rule import all_rules
from ..quickfix.edit import Edit, Fix, Safety
from ..quickfix.fastest_profile import PROFILES, concerns_profile, fastest_profile
from ..quickfix.fixer import suppress_file, suppress_line
from ..quickfix.manifest_file import ManifestFile
from .client import Client
from .editing import own_target
from .fixes import Fixes, as_one
from .handshake import FIX_ALL
from .open_file import OpenFile
from .params import dig
from .protocol import FindTarget, Json, range_of, workspace_edit
from .rendering import SEVERITIES, SOURCE

QUICKFIX = "quickfix"
_MOST = 25
"""Findings that get a light bulb of their own when a whole file is selected."""

_SUPPRESSIONS = {
    "allow-line": ("Allow `{}` here", suppress_line),
    "allow-file": ("Allow `{}` in this file", suppress_file),
}


class Request(NamedTuple):
    """What light bulbs are asked for."""

    start: int
    end: int
    only: tuple[str, ...]
    is_automatic: bool

    def touches(self, span: Span) -> bool:
        """Whether the two have a place in common; ends that meet count, as a cursor has no width."""
        return span.start <= self.end and self.start <= span.end

    def wants(self, kind: str) -> bool:
        """Whether the client asked for this kind, by its name or by that of a kind above it."""
        above = any(word == "" or kind == word or kind.startswith(word + ".") for word in self.only)
        return above or not self.only

    def wants_fix_all(self, findings: Collection[Finding]) -> bool:
        """Working out every fix of a file is too dear for each move of the cursor."""
        return self.wants(FIX_ALL) if self.only else bool(findings) and not self.is_automatic


class Actions:
    """Offers actions and works out their edits."""

    def __init__(self, client: Client, find: FindTarget, fixes: Fixes) -> None:
        self._client = client
        self._find = find
        self._fixes = fixes

    async def offer(self, file: OpenFile, request: Request) -> list[Json]:
        """The actions for a range; their edits come with `resolve` where the client can wait for them."""
        here = [finding for finding in file.findings() if request.touches(finding.span)]
        actions: list[Json] = []
        if request.wants(QUICKFIX):
            actions += self._quick_fixes(file, here)
            actions += self._profiles(file, here)
        if request.wants_fix_all(here):
            actions += await self._fix_all(file)
        if request.wants(QUICKFIX):
            actions += self._suppressions(file, here)
        return actions

    async def resolve(self, file: OpenFile, action: Json) -> Json:
        """The action with its edit, or as it came when the text is no longer the one it was offered for."""
        data = dig(action, "data")
        if dig(data, "revision") != file.text_revision:
            return action
        edits = await self._edits(file, data)
        if edits:
            edit = workspace_edit(edits, own_target(file), self._find, self._client)
            return {**action, "edit": edit} if edit else action
        return action

    def _quick_fixes(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        for finding in here[:_MOST]:
            fix = self._fixes.of(file, finding)
            if fix is None or fix.safety is Safety.SHOW:
                continue
            action = self._action(file, _title(fix), QUICKFIX, "fix", finding)
            if fix.safety is Safety.SAFE:
                action["isPreferred"] = True
            yield self._complete(file, action, fix)

    def _profiles(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        """All keys of a fast profile at once, where one of them is missing."""
        finding = next((each for each in here if concerns_profile(each)), None)
        for what in PROFILES if finding is not None and file.is_manifest else ():
            fix = _profile(what, file)
            if fix is not None and finding is not None:
                yield self._complete(file, self._action(file, _title(fix), QUICKFIX, what, finding), fix)

    def _suppressions(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        by_rule = {finding.rule: finding for finding in reversed(here) if finding.rule in all_rules()}
        for what, (title, _) in _SUPPRESSIONS.items():
            for finding in reversed(by_rule.values()):
                action = self._action(file, title.format(finding.rule), QUICKFIX, what, finding)
                fix = None if self._client.resolves_edits else _suppression(what, finding, file)
                yield self._complete(file, action, fix)

    async def _fix_all(self, file: OpenFile) -> list[Json]:
        revision = file.text_revision
        safe, left = await self._fixes.in_bulk(file)
        if not safe or file.text_revision != revision:
            return []
        data = {"uri": file.document.uri, "revision": revision, "what": "fix-all"}
        action: Json = {"title": _bulk_title(len(safe), left), "kind": FIX_ALL, "data": data}
        return [self._complete(file, action, as_one(safe, file))]

    async def _edits(self, file: OpenFile, data: Any) -> tuple[Edit, ...]:
        what = dig(data, "what")
        if what == "fix-all":
            revision = file.text_revision
            safe, _ = await self._fixes.in_bulk(file)
            return as_one(safe, file).edits if file.text_revision == revision else ()
        finding = _find_again(file, data)
        if finding is None:
            return ()
        if what in _SUPPRESSIONS:
            return _suppression(what, finding, file).edits
        fix = _profile(what, file) if what in PROFILES else self._fixes.of(file, finding)
        return fix.edits if fix else ()

    def _action(self, file: OpenFile, title: str, kind: str, what: str, finding: Finding) -> Json:
        diagnostic = {
            "range": range_of(file.document, finding.span),
            "severity": SEVERITIES[finding.severity],
            "code": finding.rule,
            "source": SOURCE,
            "message": finding.message,
        }
        data = {
            "uri": file.document.uri,
            "revision": file.text_revision,
            "what": what,
            "rule": finding.rule,
            "span": [finding.span.start, finding.span.end],
        }
        return {"title": title, "kind": kind, "diagnostics": [diagnostic], "data": data}

    def _complete(self, file: OpenFile, action: Json, fix: Fix | None) -> Json:
        """The action with its edit, for clients that do not ask for it later."""
        if self._client.resolves_edits or fix is None:
            return action
        edit = workspace_edit(fix.edits, own_target(file), self._find, self._client)
        return {**action, "edit": edit} if edit else action


def _profile(what: str, file: OpenFile) -> Fix | None:
    manifest = ManifestFile(file.path or file.document.uri, file.document.text)
    return fastest_profile(what, file.findings(), manifest)


def _suppression(what: str, finding: Finding, file: OpenFile) -> Fix:
    return _SUPPRESSIONS[what][1](finding, file.document.text, toml=file.is_manifest)


def _title(fix: Fix) -> str:
    return fix.title if fix.safety is Safety.SAFE else f"{fix.title} (may change behaviour)"


def _bulk_title(safe: int, left: int) -> str:
    done = "the one safe fix" if safe == 1 else f"all {safe} safe fixes"
    rest = f", {left} unsafe left" if left else ""
    return f"{SOURCE}: apply {done} in this file{rest}"


def _find_again(file: OpenFile, data: Any) -> Finding | None:
    rule, span = dig(data, "rule"), dig(data, "span")
    for finding in file.findings():
        if finding.rule == rule and [finding.span.start, finding.span.end] == span:
            return finding
    return None
