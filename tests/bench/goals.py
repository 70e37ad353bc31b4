"""The numbers that we hold ourselves to: ratios of one run, counts, and how soon a question is answered."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from measure import percentile
from results import Results, ratio, times_below_peer
from servers import AST_GREP, OURS
from workspace import Figures

_MAY_GROW = 2.0  # MiB: what the allocator moves about, measured with nothing leaking
_ANSWERED = 5.0  # ms: what a person takes for at once, with much to spare


class Goal(NamedTuple):
    """What is measured, what was measured, and what it is held to."""

    what: str
    shown: str
    limit: str
    reached: bool


def of(found: Results) -> list[Goal]:
    """The goals of what was measured."""
    return [*_typing(found), *_burst(found), *_asking(found), *_rest(found)]


def _typing(found: Results) -> Iterator[Goal]:
    sooner = times_below_peer(found, 10_000)
    if sooner is not None:
        what = f"Keystroke → diagnostics at 10,000 lines, p95, against {AST_GREP}"
        yield Goal(what, f"{sooner:.0f} times sooner", "50 times sooner", sooner >= 50)
    larger = ratio(found.key(OURS, 50_000, 50), found.key(OURS, 1_000, 50))
    if larger is not None:
        what = "Keystroke → diagnostics, p50 at 50,000 lines against 1,000"
        yield Goal(what, f"{larger:.2f} times", "at most 2 times", larger <= 2)


def _burst(found: Results) -> Iterator[Goal]:
    sooner = ratio(found.burst_seconds(AST_GREP), found.burst_seconds(OURS))
    publishes = found.publishes(OURS)
    if sooner is not None and publishes is not None:
        what = f"The last diagnostics of {found.burst_keys} edits in a burst, against {AST_GREP}"
        yield Goal(what, f"{sooner:.0f} times sooner", "50 times sooner", sooner >= 50)
        yield Goal("Publishes in that burst", str(publishes), "at most 5", publishes <= 5)


def _asking(found: Results) -> Iterator[Goal]:
    asked = (found.ask or {}).get(OURS)
    bulbs = [*asked.automatic, *asked.at_cursor] if asked else []
    for what, seconds in (("Light bulb", bulbs), ("Hover", asked.hover if asked else [])):
        if seconds:
            late = percentile(seconds, 95) * 1e3
            title = f"{what} just after an edit at 10,000 lines, p95"
            yield Goal(title, f"{late:.1f} ms", f"at most {_ANSWERED:.0f} ms", late <= _ANSWERED)


def _rest(found: Results) -> Iterator[Goal]:
    slower = ratio(found.batch_wall(OURS), found.batch_wall(AST_GREP))
    if slower is not None:
        what = f"`check` on {found.batch_lines:,} lines against `ast-grep scan` with 89 rules, wall time"
        yield Goal(what, f"{slower:.2f} times", "at most 1 times", slower <= 1)
    held = (found.memory or {}).get(OURS)
    if held and held.growth is not None:
        what = f"Memory gained in the second half of {max(held.by_edits):,} edits"
        yield Goal(what, f"{held.growth:+.1f} MiB", f"at most {_MAY_GROW:.0f} MiB", held.growth <= _MAY_GROW)
    if found.workspace:
        yield from _workspace(found.workspace)
    modules = ", ".join(found.imported) or "none"
    yield Goal("Modules of the language server that `check` imports", modules, "none", not found.imported)


def _workspace(found: Figures) -> Iterator[Goal]:
    times = found.index_to_parse
    yield Goal(
        "Making the index of those lines against parsing them", f"{times:.1f} times", "at most 3 times", times <= 3
    )
    sooner = found.peer_to_warm
    what = "`check` of an unchanged tree against `ast-grep scan` with 89 rules"
    yield Goal(what, f"{sooner:.0f} times sooner", "10 times sooner", sooner >= 10)
    more = median(found.edits)
    what = "CPU of an edit that changes no signature, with the index against without"
    yield Goal(what, f"{more:.2f} times", "at most 1.2 times", more <= 1.2)
