"""The page of figures: ratios first, since absolute times tell more of a machine than of a program."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import goals
from measure import percentile
from results import PERCENTS, Results, ratio
from servers import AST_GREP, AST_GREP_FEW, OURS
from sources import SIZES

_SERVERS = (OURS, AST_GREP, AST_GREP_FEW)
_UNKNOWN = "–"
_ASKED = {
    "automatic": "light bulb of a diagnostic, just after an edit",
    "at_cursor": "light bulb where the cursor stands, just after an edit",
    "again": "light bulb once more, without an edit",
    "code_action": "menu of actions, just after an edit",
    "resolve": "the edit of the first action",
    "hover": "hover of a diagnostic, just after an edit",
}

_HEAD = """# Performance

Written by `make bench`; do not edit. All tools are measured in one run, in turns, on the same files. Ratios are what to
read: the times behind them belong to one machine.
"""

_METHOD = """## How it is measured

- **Files.** Real async Rust: those files of the crates in `tests/ecosystem` which have most async code, joined to about
  1,000, 10,000 and 50,000 lines. `check` and its peers get all that those crates ship outside of tests, benches and
  examples.
- **Typing.** Lines are typed key by key into one function after another; half-written lines do not parse. Each key
  waits for the diagnostics of its own version. The clock runs from before `didChange` is written until the last byte of
  the answer was read.
- **Peers.** ast-grep, its server and its scan, with 12 rules like some of ours and with 77 more of ordinary cost;
  semgrep with the 12. Their rules see patterns in one place: none follows a call, a type or a lock as ours do.
- **Memory.** Resident, as Linux tells it. In the soak, lines are typed and erased again all over the document.
"""


def written(found: Results) -> str:
    """The page of a run."""
    parts = [_HEAD, _about(found), _goals(found)]
    parts += [part(found) for part in (_typing, _burst, _start, _ask, _memory, _batch, _workspace)]
    return "\n".join(part for part in (*parts, _METHOD) if part)


def machine() -> dict[str, str]:
    """The kind of machine, without its name."""
    try:
        facts = Path("/proc/cpuinfo").read_text()
    except OSError:
        facts = ""
    named = re.search(r"model name\s*:\s*(.+)", facts)
    return {
        "cpu": named[1].strip() if named else platform.processor() or platform.machine(),
        "cores": str(os.cpu_count() or "?"),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def _about(found: Results) -> str:
    about = found.machine
    tools = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    return (
        f"Measured on {about['date']}: {about['cores']} cores of {about['cpu']}, {about['system']}, "
        f"Python {about['python']}; {tools}. We ran {found.our_rules} rules.\n"
    )


def _goals(found: Results) -> str:
    rows = [(goal.what, goal.shown, goal.limit, "yes" if goal.reached else "**no**") for goal in goals.of(found)]
    return _section("What we hold ourselves to", ("", "measured", "held to", "reached"), rows)


def _typing(found: Results) -> str:
    if found.typing is None:
        return ""
    ratios = [
        (f"{tool}, p{percent}", *[_times(_against_ours(found, tool, size, percent)) for size in SIZES])
        for tool in (AST_GREP, AST_GREP_FEW)
        for percent in (50, 95)
    ]
    times = [
        (tool, *[" / ".join(_ms(found.key(tool, size, percent)) for percent in PERCENTS) for size in SIZES])
        for tool in _SERVERS
    ]
    cpu = [(tool, *[_ms(found.key_cpu(tool, size)) for size in SIZES]) for tool in _SERVERS]
    lines = tuple(f"{size:,} lines" for size in SIZES)
    return "\n".join(
        [
            _section("Keystroke → diagnostics", ("how many times our time", *lines), ratios),
            _table(("ms, p50 / p95 / p99", *lines), times),
            _table(("CPU of a keystroke, ms", *lines), cpu),
        ]
    )


def _against_ours(found: Results, tool: str, size: int, percent: int) -> float | None:
    return ratio(found.key(tool, size, percent), found.key(OURS, size, percent))


def _burst(found: Results) -> str:
    rows = [
        (
            tool,
            _times(ratio(found.burst_seconds(tool), found.burst_seconds(OURS))),
            _ms(found.burst_seconds(tool)),
            str(found.publishes(tool)),
        )
        for tool in found.burst or {}
    ]
    head = ("", "times our time", "ms to the last diagnostics", "publishes")
    return _section(f"{found.burst_keys} edits in a burst, 10,000 lines", head, rows)


def _start(found: Results) -> str:
    rows = [
        (tool, *[_ms(median(taken)) for taken in (started.greeted, started.opened, started.first_seen)])
        for tool, started in (found.start or {}).items()
    ]
    head = ("ms, medians", "spawn → initialized", "open → diagnostics", "spawn → first diagnostics")
    return _section("Cold start with a document of 10,000 lines", head, rows)


def _ask(found: Results) -> str:
    rows = [
        (what, *[_spread(getattr(asked, kind)) for asked in (found.ask or {}).values()])
        for kind, what in _ASKED.items()
    ]
    head = ("ms, p50 / p95", *(found.ask or {}))
    return _section("Code actions and hover, 10,000 lines", head, rows) if found.ask else ""


def _memory(found: Results) -> str:
    rows = [(tool, _mib(held.idle), _mib(held.per_document)) for tool, held in (found.memory or {}).items()]
    head = ("MiB", "server with a document of 1,000 lines", "each open document of 10,000 lines")
    text = _section("Memory", head, rows)
    ours = (found.memory or {}).get(OURS)
    if ours and ours.by_edits:
        edits = ("our server after so many edits", *[f"{edits:,}" for edits in ours.by_edits])
        text += "\n" + _table(edits, [("MiB", *[_mib(held) for held in ours.by_edits.values()])])
    return text


def _batch(found: Results) -> str:
    if found.batch is None:
        return ""
    rows = [
        (tool, _times(ratio(found.batch_wall(tool), found.batch_wall(OURS))), *_seconds(found, tool), str(len(runs)))
        for tool, runs in found.batch.items()
    ]
    head = ("two processes", "times our time", "wall s", "CPU s", "runs")
    return _section(f"`check` on {found.batch_lines:,} lines", head, rows)


def _workspace(found: Results) -> str:
    figures = found.workspace
    if figures is None:
        return ""
    rows = [
        ("parsing all files, s", f"{median(figures.parse):.2f}"),
        ("making the index, s", f"{median(figures.index):.2f}"),
        ("index in memory, MiB for 100,000 lines", f"{figures.mib:.1f}"),
        ("`check` when nothing changed, ms", _ms(median(figures.warm))),
        ("CPU of an edit, times that without an index", f"{median(figures.edits):.2f}"),
    ]
    return _section(f"The index of {found.batch_lines:,} lines", ("two processes", ""), rows)


def _seconds(found: Results, tool: str) -> Iterator[str]:
    for value in (found.batch_wall(tool), found.batch_cpu(tool)):
        yield _UNKNOWN if value is None else f"{value:.2f}"


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    table = _table(head, rows)
    return f"## {title}\n\n{table}" if table else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = ["| " + " | ".join(row) + " |" for row in rows]
    if not body:
        return ""
    return "\n".join(["| " + " | ".join(head) + " |", "|--|" + "--:|" * (len(head) - 1), *body, ""])


def _spread(seconds: Sequence[float]) -> str:
    if not seconds:
        return _UNKNOWN
    return " / ".join(_ms(percentile(seconds, percent)) for percent in (50, 95))


def _times(value: float | None) -> str:
    if value is None:
        return _UNKNOWN
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _ms(seconds: float | None) -> str:
    if seconds is None:
        return _UNKNOWN
    value = seconds * 1e3
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _mib(value: float | None) -> str:
    return _UNKNOWN if value is None else f"{value:.1f}"
