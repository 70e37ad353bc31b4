"""Findings → the text of `publishDiagnostics`.

A unit's findings are written once, as a template with holes for the line numbers. As long as the unit stays
what it is, publishing it again is one look-up, and one substitution when it has moved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from ..analysis.finding import Finding, Related, Severity, Span
from .client import Client
from .documents import Document

SOURCE = "rust-perf"
SEVERITIES = {Severity.CRITICAL: 1, Severity.WARNING: 2, Severity.SUGGESTION: 3}
_UNNECESSARY = 1
_TAGS = {"unused-suppression": _UNNECESSARY}

Place = tuple[int, int]
"""Line and character."""
PageUri = Callable[[str], str | None]
"""The address of a rule's page."""
Foreign = Callable[[str, Span], tuple[str, Place, Place]]
"""The URI and the ends of a span in another file, given its path."""


class Verdict(Protocol):
    """What the engine says of one unit, with spans from its start; the object lives as long as it holds."""

    @property
    def findings(self) -> Sequence[Finding]: ...

    @property
    def text(self) -> bytes: ...


class Section(Protocol):
    """A unit in its file: its first byte and its first line as they are now."""

    @property
    def start(self) -> int: ...

    @property
    def line(self) -> int: ...

    @property
    def verdict(self) -> Verdict: ...


class _Template(NamedTuple):
    text: str
    lines: tuple[int, ...]
    """What goes into the holes, counted from the unit's first line."""

    def filled(self, first: int) -> str:
        """The text for a unit that begins on this line."""
        return self.text % tuple([first + line for line in self.lines])


class _Written(NamedTuple):
    line: int
    text: str
    template: _Template


class Renderer:
    """Writes the diagnostics of one document."""

    def __init__(self, uri: str, client: Client, page_uri: PageUri, foreign: Foreign) -> None:
        self._uri = uri
        self._client = client
        self._page_uri = page_uri
        self._foreign = foreign
        self._written: dict[Verdict, _Written] = {}

    def diagnostics(self, sections: Iterable[Section]) -> str:
        """The diagnostics, with commas between them."""
        before, self._written = self._written, {}
        texts: list[str] = []
        for section in sections:
            verdict, line = section.verdict, section.line
            written = before.get(verdict)
            if written is None or written.line != line:
                template = written.template if written else self._template(verdict)
                written = _Written(line, template.filled(line), template)
            self._written[verdict] = written
            texts.append(written.text)
        return ",".join(texts)

    def _template(self, verdict: Verdict) -> _Template:
        unit = Document(self._uri, "", None, verdict.text, self._client.encoding)
        writer = _Writer(unit, self._uri, self._foreign if self._client.related_information else None)
        pieces = [writer.diagnostic(finding, self._tail(finding)) for finding in verdict.findings]
        return _Template(",".join(pieces), tuple(writer.lines))

    def _tail(self, finding: Finding) -> dict[str, object]:
        """All members of a diagnostic that hold no line number."""
        tail: dict[str, object] = {
            "severity": SEVERITIES[finding.severity],
            "code": finding.rule,
            "source": SOURCE,
            "message": finding.message,
            "data": {"rule": finding.rule},
        }
        page = self._page_uri(finding.rule)
        if page and self._client.code_description:
            tail["codeDescription"] = {"href": page}
        tag = _TAGS.get(finding.rule)
        if tag in self._client.tags:
            tail["tags"] = [tag]
        return tail


class _Writer:
    """Writes the findings of one unit and notes down the line numbers that go into the holes."""

    def __init__(self, unit: Document, uri: str, foreign: Foreign | None) -> None:
        self.lines: list[int] = []
        self._unit = unit
        self._uri = uri
        self._foreign = foreign

    def diagnostic(self, finding: Finding, tail: dict[str, object]) -> str:
        """One diagnostic as a template."""
        text = f'{{"range":{self._range(finding.span)},{_escaped(tail)[1:-1]}'
        if self._foreign and finding.related:
            text += f',"relatedInformation":[{",".join(map(self._related, finding.related))}]'
        return text + "}"

    def _range(self, span: Span) -> str:
        start, end = self._unit.position(span.start), self._unit.position(span.end)
        self.lines += (start[0], end[0])
        return range_text(("%d", start[1]), ("%d", end[1]))

    def _related(self, related: Related) -> str:
        if related.path is None:
            uri, where = self._uri, self._range(related.span)
        else:
            assert self._foreign
            uri, start, end = self._foreign(related.path, related.span)
            where = range_text(start, end)
        message = _escaped(related.message)
        return f'{{"location":{{"uri":{_escaped(uri)},"range":{where}}},"message":{message}}}'


def notification(uri: str, version: int | None, diagnostics: str) -> str:
    """A `publishDiagnostics` message."""
    versioned = "" if version is None else f'"version":{version},'
    return (
        '{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":'
        f'{{"uri":{json.dumps(uri)},{versioned}"diagnostics":[{diagnostics}]}}}}'
    )


def range_text(start: tuple[int | str, int], end: tuple[int | str, int]) -> str:
    """A `Range` in JSON; a line may be a hole."""
    return f'{{"start":{{"line":{start[0]},"character":{start[1]}}},"end":{{"line":{end[0]},"character":{end[1]}}}}}'


def _escaped(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).replace("%", "%%")
