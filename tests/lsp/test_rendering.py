"""The text of diagnostics: escaped, moved without being written again, with only what the client understands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rust_perf_analyzer.analysis.finding import Finding, Related, Severity, Span
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.rendering import Renderer

UNIT = 'fn f() {\r\n  let x = "é😀"; sleep();\n}\n'.encode()
AT = UNIT.index(b"sleep")
FULL = Client(related_information=True, code_description=True, tags=frozenset({1}))


@dataclass(eq=False)
class Verdict:
    """What an engine would say."""

    findings: Sequence[Finding]
    text: bytes = UNIT


class Section(NamedTuple):
    """Where it would say it."""

    start: int
    line: int
    verdict: Verdict


def finding(**changed: Any) -> Finding:
    """A finding with everything that could break a template."""
    related = (Related(Span(0, 2), '100 % "é"'), Related(Span(1, 3), "there", "/other.rs"))
    fields = {"rule": "a-rule", "severity": Severity.WARNING, "message": '5 % of "%s" %d\n\\ é😀'}
    return Finding(**{**fields, "span": Span(AT, AT + 7), "related": related, **changed})


def renderer(client: Client) -> Renderer:
    """One whose pages and other files are made up."""
    return Renderer(
        "file:///a%20b.rs",
        client,
        lambda rule: f"file:///pages/{rule}%.md",
        lambda path, span: (f"file://{path}", (7, span.start), (7, span.end)),
    )


def rendered(written: Renderer, *sections: Section) -> list[dict[str, Any]]:
    """The diagnostics as a client reads them."""
    found: list[dict[str, Any]] = json.loads(f"[{written.diagnostics(sections)}]")
    return found


def test_everything_is_told() -> None:
    (found,) = rendered(renderer(FULL), Section(0, 10, Verdict([finding()])))
    assert found == {
        "range": {"start": {"line": 11, "character": 17}, "end": {"line": 11, "character": 24}},
        "severity": 2,
        "code": "a-rule",
        "source": "rust-perf",
        "message": '5 % of "%s" %d\n\\ é😀',
        "data": {"rule": "a-rule"},
        "codeDescription": {"href": "file:///pages/a-rule%.md"},
        "relatedInformation": [
            {
                "location": {
                    "uri": "file:///a%20b.rs",
                    "range": {"start": {"line": 10, "character": 0}, "end": {"line": 10, "character": 2}},
                },
                "message": '100 % "é"',
            },
            {
                "location": {
                    "uri": "file:///other.rs",
                    "range": {"start": {"line": 7, "character": 1}, "end": {"line": 7, "character": 3}},
                },
                "message": "there",
            },
        ],
    }


def test_only_what_the_client_understands_is_told() -> None:
    (found,) = rendered(renderer(Client()), Section(0, 0, Verdict([finding(rule="unused-suppression")])))
    assert set(found) == {"range", "severity", "code", "source", "message", "data"}


def test_a_unit_that_moved_is_told_where_it_is_now() -> None:
    written, verdict = renderer(FULL), Verdict([finding(), finding(rule="b-rule")])
    for line in (3, 3, 0, 12):
        found = rendered(written, Section(0, line, verdict))
        assert [one["range"]["start"]["line"] for one in found] == [line + 1] * 2
        assert found[0]["relatedInformation"][0]["location"]["range"]["start"]["line"] == line


def test_one_verdict_may_hold_for_two_units() -> None:
    verdict = Verdict([finding()])
    found = rendered(renderer(FULL), Section(0, 2, verdict), Section(50, 9, verdict), Section(99, 12, verdict))
    assert [one["range"]["start"]["line"] for one in found] == [3, 10, 13]


def test_severities_are_those_of_the_protocol() -> None:
    verdict = Verdict([finding(severity=severity) for severity in Severity])
    assert [one["severity"] for one in rendered(renderer(FULL), Section(0, 0, verdict))] == [1, 2, 3]
