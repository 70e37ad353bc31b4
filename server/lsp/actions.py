"""Light bulbs: fixes, then those of the rule in the file and beyond, fix-all, and suppressions last.

All are made from our own findings, never from the ranges a client sends: old editors send those in bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from ..analysis.finding import Finding, Span
from ..quickfix.edit import Fix, Safety
from ..quickfix.fastest_profile import PROFILES, concerns_profile, fastest_profile
from ..quickfix.fixer import has_fix
from ..quickfix.manifest_file import ManifestFile
from .client import Client
from .editing import own_target
from .fixes import Fixes, as_one, is_kept
from .handshake import FIX_ALL, Command
from .open_file import OpenFile
from .params import dig
from .protocol import FindTarget, Json, can_make, range_of, workspace_edit
from .rendering import SEVERITIES, SOURCE
from .suppressions import WAYS, Suppressions

QUICKFIX = "quickfix"
_MOST = 25
"""Findings that get a light bulb of their own when a whole file is selected."""

_WARNING = "may change behaviour"


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

    def __init__(self, client: Client, find: FindTarget, fixes: Fixes, suppressions: Suppressions) -> None:
        self._client = client
        self._find = find
        self._fixes = fixes
        self._suppressions = suppressions

    async def offer(self, file: OpenFile, request: Request) -> list[Json]:
        """The actions for a range; their edits come with `resolve` where the client can wait for them."""
        here = [finding for finding in file.findings() if request.touches(finding.span)]
        actions: list[Json] = []
        if request.wants(QUICKFIX):
            actions += self._quick_fixes(file, here)
            actions += self._profiles(file, here)
            if self._client.resolves_edits or not request.is_automatic:
                actions += self._of_rules(file, here)
        if request.wants_fix_all(here):
            actions += await self._fix_all(file)
        if request.wants(QUICKFIX):
            actions += self._ways_to_silence(file, here)
            if self._client.shows_disabled and not request.is_automatic:
                actions += self._disabled(file, here)
        if self._client.resolves_edits:
            return actions
        whole = [await self.resolve(file, action) for action in actions]
        return [action for action in whole if not action.keys().isdisjoint(("edit", "command", "disabled"))]

    async def resolve(self, file: OpenFile, action: Json) -> Json:
        """The action with its edit, or as it came when the text is no longer the one it was offered for."""
        data = dig(action, "data")
        if dig(data, "revision") != file.text_revision:
            return action
        edit = await self._edit(file, data)
        return {**action, "edit": edit} if edit else action

    def _quick_fixes(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        for finding in here[:_MOST]:
            fix = self._fix(file, finding)
            if fix is None or fix.safety is Safety.SHOW:
                continue
            action = _action(file, _title(fix), "fix", finding)
            if fix.safety is Safety.SAFE:
                action["isPreferred"] = True
            yield action

    def _fix(self, file: OpenFile, finding: Finding) -> Fix | None:
        """The fix of a finding that this client can make."""
        fix = self._fixes.of(file, finding)
        return fix if fix is not None and can_make(fix.edits, self._client) else None

    def _profiles(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        """All keys of a fast profile at once, where one of them is missing."""
        finding = next((each for each in here if concerns_profile(each)), None)
        for what in PROFILES if finding is not None and file.is_manifest else ():
            fix = _profile(what, file)
            if fix is not None and finding is not None:
                yield _action(file, _title(fix), what, finding)

    def _of_rules(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        """The fixes of a rule in all of the file and beyond, where the rule has one here.

        They are not counted, as that would mean to work out each.
        """
        seen = Counter(finding.rule for finding in file.findings())
        for finding in {finding.rule: finding for finding in reversed(here[:_MOST])}.values():
            fix = self._fix(file, finding)
            if fix is None or fix.safety is Safety.SHOW or is_kept(file, finding):
                continue
            what = f"Fix all `{finding.rule}`"
            if seen[finding.rule] > 1:
                is_safe = fix.safety is Safety.SAFE
                title = f"{what} in this file" if is_safe else f"{what} in this file ({_WARNING})"
                yield _action(file, title, "fix-rule" if is_safe else "fix-rule-unsafe", finding)
            if fix.safety is Safety.SAFE and file.path is not None and self._client.can_fix_beyond:
                command = {"title": what, "command": Command.FIX_RULE, "arguments": [finding.rule, None]}
                action = _action(file, f"{what} in the workspace", "command", finding)
                yield {**action, "command": command}

    def _ways_to_silence(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        for way in self._suppressions.ways(file, here):
            yield _action(file, way.title, way.what, way.finding)

    def _disabled(self, file: OpenFile, here: list[Finding]) -> Iterator[Json]:
        """Fixes that cannot be chosen, with the reason."""
        for finding in here[:_MOST]:
            fix = self._fixes.of(file, finding)
            if fix is None and has_fix(finding.rule):
                title, reason = f"Fix `{finding.rule}`", "no rewrite is sure to compile and to mean the same here"
            elif fix is not None and fix.safety is Safety.SHOW:
                title, reason = fix.title, "more must change with it than can be seen here: the hover shows how"
            elif fix is not None and not can_make(fix.edits, self._client):
                title, reason = fix.title, "it makes a file, and this editor cannot be asked to do that"
            else:
                continue
            yield {**_action(file, title, "disabled", finding), "disabled": {"reason": reason}}

    async def _fix_all(self, file: OpenFile) -> list[Json]:
        revision = file.text_revision
        safe, left = await self._fixes.in_bulk(file)
        if not safe or file.text_revision != revision:
            return []
        data = {"uri": file.document.uri, "revision": file.text_revision, "what": "fix-all"}
        return [{"title": _bulk_title(len(safe), left), "kind": FIX_ALL, "data": data}]

    async def _edit(self, file: OpenFile, data: Any) -> Json | None:
        what, finding = dig(data, "what"), _find_again(file, data)
        if what == "fix-all":
            return await self._bulk_edit(file, None)
        if finding is None:
            return None
        if what in ("fix-rule", "fix-rule-unsafe"):
            return await self._bulk_edit(file, finding.rule, even_unsafe=what == "fix-rule-unsafe")
        if what in WAYS:
            return self._suppressions.edit(what, file, finding)
        if what in PROFILES:
            return self._edit_of(_profile(what, file), file)
        return self._edit_of(self._fixes.of(file, finding), file) if what == "fix" else None

    async def _bulk_edit(self, file: OpenFile, rule: str | None, *, even_unsafe: bool = False) -> Json | None:
        revision = file.text_revision
        bulk = await self._fixes.in_bulk(file, rule, even_unsafe=even_unsafe)
        if file.text_revision != revision or not bulk.fixes:
            return None
        safety = Safety.UNSAFE if even_unsafe else Safety.SAFE
        return self._edit_of(replace(as_one(bulk.fixes, file), safety=safety), file)

    def _edit_of(self, fix: Fix | None, file: OpenFile) -> Json | None:
        if fix is None or not fix.edits:
            return None
        warning = _WARNING if fix.safety is Safety.UNSAFE else None
        return workspace_edit(fix.edits, own_target(file), self._find, self._client, warning)


def _action(file: OpenFile, title: str, what: str, finding: Finding) -> Json:
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
    return {"title": title, "kind": QUICKFIX, "diagnostics": [diagnostic], "data": data}


def _profile(what: str, file: OpenFile) -> Fix | None:
    manifest = ManifestFile(file.path or file.document.uri, file.document.text)
    return fastest_profile(what, file.findings(), manifest)


def _title(fix: Fix) -> str:
    return fix.title if fix.safety is Safety.SAFE else f"{fix.title} ({_WARNING})"


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
