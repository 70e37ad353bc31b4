"""Measures our server and `check` beside the peers, and writes `docs/performance.md` and `docs/performance.json`.

python tests/bench/run.py              the whole, in less than eight minutes on two cores
python tests/bench/run.py --quick      two minutes, to see what a change does
python tests/bench/run.py --only typing --print
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import goals
import measure
import page
import servers
import sources
import workspace
from results import Results

DOCS = sources.ROOT / "docs"
PARTS = ("typing", "burst", "start", "ask", "memory", "batch", "workspace")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Effort:
    """How often things are done."""

    rounds: int
    keys: int
    bursts: int
    burst_keys: int
    starts: int
    requests: int
    documents: int
    edits: int
    batches: int
    semgrep: int

    def keys_of(self, tool: str, size: int) -> int:
        """Keys a round: fewer where each takes half a second."""
        if tool == servers.OURS:
            return 2 * self.keys
        return self.keys if size <= 10_000 else max(2, self.keys // 3)


WHOLE = Effort(8, 20, 2, 200, 7, 40, 5, 20_000, 5, 2)
QUICK = Effort(2, 12, 1, 50, 3, 15, 2, 4_000, 2, 1)


def main() -> int:
    """Measure, write, and tell which goals were missed."""
    arguments = _arguments()
    began = time.perf_counter()
    # An installed package has its byte code; a checkout may not be allowed to write it.
    compileall.compile_dir(sources.ROOT / "server", quiet=1)
    try:
        sources.fetch()
        with tempfile.TemporaryDirectory(prefix="rust-perf-bench-") as folder:
            found = _measured(Path(folder), QUICK if arguments.quick else WHOLE, set(arguments.only or PARTS))
    except sources.CannotMeasure as error:
        print(error, file=sys.stderr)
        return 2
    _say(f"done in {time.perf_counter() - began:.0f} s")
    text = page.written(found)
    if arguments.print:
        print(text)
    else:
        DOCS.mkdir(exist_ok=True)
        (DOCS / "performance.md").write_text(text, encoding="utf-8")
        (DOCS / "performance.json").write_text(found.as_json(), encoding="utf-8")
        _say("wrote docs/performance.md and docs/performance.json")
    missed = [goal for goal in goals.of(found) if not goal.reached]
    for goal in missed:
        _say(f"missed: {goal.what}: {goal.shown}, held to {goal.limit}")
    return 1 if missed else 0


def _measured(folder: Path, effort: Effort, parts: set[str]) -> Results:
    _say("writing the files")
    typed, crates = folder / "typed", folder / "crates"
    files = sources.write_files(typed)
    lines = sources.write_crates(crates)
    ours = servers.our_server(typed)
    most = servers.ast_grep_server(servers.AST_GREP, typed)
    few = servers.ast_grep_server(servers.AST_GREP_FEW, typed)
    middle = files[10_000]

    def do(part: str, work: Callable[[], _Found]) -> _Found | None:
        return work() if part in parts else None

    return Results(
        machine=page.machine(),
        versions=servers.versions(),
        our_rules=servers.our_rules(),
        batch_lines=lines,
        typing=do("typing", lambda: measure.typing([ours, most, few], files, effort.rounds, effort.keys_of, _say)),
        burst=do("burst", lambda: measure.bursts([ours, most, few], middle, effort.bursts, effort.burst_keys, _say)),
        start=do("start", lambda: measure.starting([ours, most], middle, effort.starts, _say)),
        ask=do("ask", lambda: measure.asking([ours, most], middle, effort.requests, _say)),
        memory=do("memory", lambda: measure.holding([ours, most], files, effort.documents, effort.edits, _say)),
        batch=do("batch", lambda: measure.batch(_commands(crates, effort), _say)),
        workspace=do("workspace", lambda: _workspace(crates)),
        imported=measure.imported_by_check(middle),
        burst_keys=effort.burst_keys,
    )


def _commands(crates: Path, effort: Effort) -> list[tuple[servers.Tool, int]]:
    return [
        (servers.our_check(crates), effort.batches),
        (servers.ast_grep_scan(servers.AST_GREP, crates), effort.batches),
        (servers.semgrep_scan(crates), effort.semgrep),
    ]


def _workspace(crates: Path) -> workspace.Figures:
    ours = tuple(word for word in servers.our_check(crates).command if word != "--no-cache")
    return workspace.measured(crates, ours, servers.ast_grep_scan(servers.AST_GREP, crates).command, _say)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="short runs: the ratios are rough")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part; may be repeated")
    parser.add_argument("--print", action="store_true", help="print the page, and write nothing")
    return parser.parse_args()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
