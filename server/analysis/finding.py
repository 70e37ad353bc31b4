"""What an analysis says: plain data, byte offsets only, free of tree nodes, so that it pickles and caches."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..positions import Span as Span


class Severity(enum.StrEnum):
    """How much a finding costs, in the words of the settings and of `check`."""

    CRITICAL = "critical"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding; `path` is None for the finding's own file."""

    span: Span
    message: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One sighting of an anti-pattern.

    Spans count bytes, from the start of the unit inside the engine and from the start of the file outside.
    `captures` are named ranges and `data` named texts which the fix of the same rule reads. `heat` says how often the
    code runs and why that is thought; it is empty where nothing tells.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    related: tuple[Related, ...] = ()
    captures: Mapping[str, Span] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    heat: str = ""

    def shifted(self, by: int) -> Finding:
        """The same finding, counted from a place `by` bytes earlier; other files' ranges stay."""
        return Finding(
            self.rule,
            self.severity,
            self.span.shifted(by),
            self.message,
            tuple(r if r.path else Related(r.span.shifted(by), r.message) for r in self.related),
            {name: span.shifted(by) for name, span in self.captures.items()},
            self.data,
            self.heat,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule or a file that could not be judged, and why; never raised, always reported."""

    path: str
    message: str
    rule: str | None = None
    span: Span | None = None
    """The bytes that are to blame, where one place is."""
