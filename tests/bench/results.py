"""What a run has found, and what is read out of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from measure import Asked, Held, Started, Typed, percentile
from processes import Run
from servers import AST_GREP, OURS
from session import Burst
from workspace import Figures

PERCENTS = (50, 95, 99)


@dataclass(frozen=True)
class Results:
    """One run; a part that was not measured is None."""

    machine: dict[str, str]
    versions: dict[str, str]
    our_rules: int
    batch_lines: int
    typing: dict[tuple[int, str], Typed] | None
    burst: dict[str, list[Burst]] | None
    start: dict[str, Started] | None
    ask: dict[str, Asked] | None
    memory: dict[str, Held] | None
    batch: dict[str, list[Run]] | None
    workspace: Figures | None
    imported: list[str]
    burst_keys: int

    def key(self, tool: str, size: int, percent: int) -> float | None:
        """Seconds from a key to its diagnostics."""
        typed = (self.typing or {}).get((size, tool))
        return percentile(typed.seconds, percent) if typed else None

    def key_cpu(self, tool: str, size: int) -> float | None:
        """CPU seconds of a key."""
        typed = (self.typing or {}).get((size, tool))
        return typed.cpu_per_key if typed else None

    def burst_seconds(self, tool: str) -> float | None:
        """Seconds until the diagnostics of a burst's last edit."""
        return _median([burst.seconds for burst in (self.burst or {}).get(tool, [])])

    def publishes(self, tool: str) -> int | None:
        """The most publishes of a burst."""
        return max((burst.publishes for burst in (self.burst or {}).get(tool, [])), default=None)

    def batch_wall(self, tool: str) -> float | None:
        """Wall seconds of a batch."""
        return _median([run.wall for run in (self.batch or {}).get(tool, [])])

    def batch_cpu(self, tool: str) -> float | None:
        """CPU seconds of a batch."""
        return _median([run.cpu for run in (self.batch or {}).get(tool, [])])

    def as_json(self) -> str:
        """The figures for machines, times in milliseconds."""
        facts = {
            "machine": self.machine,
            "versions": self.versions,
            "our_rules": self.our_rules,
            "batch_lines": self.batch_lines,
            "typing": [self._typing(size, tool) for size, tool in self.typing or {}],
            "burst": {
                tool: {"edits": self.burst_keys, "ms": _ms(self.burst_seconds(tool)), "publishes": self.publishes(tool)}
                for tool in self.burst or {}
            },
            "start": {tool: _medians(vars(started)) for tool, started in (self.start or {}).items()},
            "ask": {tool: _answered(vars(asked)) for tool, asked in (self.ask or {}).items()},
            "memory_mib": {tool: vars(held) for tool, held in (self.memory or {}).items()},
            "batch": {
                tool: {"wall_ms": _ms(self.batch_wall(tool)), "cpu_ms": _ms(self.batch_cpu(tool)), "runs": len(runs)}
                for tool, runs in (self.batch or {}).items()
            },
            "workspace": vars(self.workspace) if self.workspace else None,
            "imported_by_check": self.imported,
        }
        return json.dumps(facts, indent=2) + "\n"

    def _typing(self, size: int, tool: str) -> dict[str, Any]:
        taken = {f"p{percent}_ms": _ms(self.key(tool, size, percent)) for percent in PERCENTS}
        keys = len((self.typing or {})[size, tool].seconds)
        return {"tool": tool, "lines": size, "keys": keys, **taken, "cpu_ms": _ms(self.key_cpu(tool, size))}


def ratio(of: float | None, to: float | None) -> float | None:
    """How many times one is the other, where both are known."""
    return of / to if of is not None and to else None


def times_below_peer(found: Results, size: int, percent: int = 95) -> float | None:
    """How many times sooner than ast-grep's our diagnostics are there."""
    return ratio(found.key(AST_GREP, size, percent), found.key(OURS, size, percent))


def _medians(lists: dict[str, list[float]]) -> dict[str, float | None]:
    return {f"{name}_ms": _ms(_median(values)) for name, values in lists.items()}


def _answered(lists: dict[str, list[float]]) -> dict[str, dict[str, float | None]]:
    return {
        name: {f"p{percent}_ms": _ms(percentile(values, percent)) for percent in (50, 95)}
        for name, values in lists.items()
        if values
    }


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1e3, 3)
