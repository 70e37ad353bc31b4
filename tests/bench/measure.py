"""The measurements. Each goes round all tools again and again, so that what else the machine does hits all alike."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import processes
from client import Json
from servers import OURS, Tool
from session import Burst, Session

_SAMPLES = 10
_ABSENT = ("pygls", "lsprotocol")

Say = Callable[[str], None]


@dataclass
class Typed:
    """Keys typed into one document in one server."""

    seconds: list[float] = field(default_factory=list)
    cpu: float | None = 0.0

    def add(self, taken: list[float], cpu: float | None) -> None:
        """One more round."""
        self.seconds += taken
        self.cpu = None if cpu is None or self.cpu is None else self.cpu + cpu

    @property
    def cpu_per_key(self) -> float | None:
        """The CPU of one key, in seconds."""
        return None if self.cpu is None else self.cpu / len(self.seconds)


@dataclass
class Started:
    """One server starting, with a document to open."""

    greeted: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    first_seen: list[float] = field(default_factory=list)


@dataclass
class Asked:
    """Light bulbs and hovers asked for at places that have a finding, all but `again` just after an edit."""

    automatic: list[float] = field(default_factory=list)
    at_cursor: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    code_action: list[float] = field(default_factory=list)
    resolve: list[float] = field(default_factory=list)
    hover: list[float] = field(default_factory=list)


@dataclass
class Held:
    """Memory in MiB: without a document, for each that is open, and as many edits go by."""

    idle: float | None = None
    per_document: float | None = None
    by_edits: dict[int, float] = field(default_factory=dict)

    @property
    def growth(self) -> float | None:
        """In the second half of the edits, as caches are filled in the first."""
        held = [held for _, held in sorted(self.by_edits.items())]
        return held[-1] - held[len(held) // 2] if len(held) > 1 else None


def typing(
    tools: Sequence[Tool], files: dict[int, Path], rounds: int, keys: Callable[[str, int], int], say: Say
) -> dict[tuple[int, str], Typed]:
    """All sizes in all servers, which are all open at once; the first round is not counted."""
    found: dict[tuple[int, str], Typed] = defaultdict(Typed)
    with ExitStack() as stack:
        sessions = [(size, stack.enter_context(Session(tool, file))) for size, file in files.items() for tool in tools]
        for number in range(rounds + 1):
            say(f"typing, round {number} of {rounds}")
            for size, session in sessions:
                session.rest()
                taken, cpu = session.type_metered(keys(session.name, size) if number else 3)
                if number:
                    found[size, session.name].add(taken, cpu)
    return dict(found)


def bursts(tools: Sequence[Tool], file: Path, rounds: int, keys: int, say: Say) -> dict[str, list[Burst]]:
    """Edits without waiting."""
    found: dict[str, list[Burst]] = defaultdict(list)
    with ExitStack() as stack:
        sessions = [stack.enter_context(Session(tool, file)) for tool in tools]
        for session in sessions:
            session.type(3)
        for number in range(rounds):
            for session in sessions:
                say(f"burst, round {number + 1} of {rounds}: {session.name}")
                found[session.name].append(session.burst(keys))
    return dict(found)


def starting(tools: Sequence[Tool], file: Path, rounds: int, say: Say) -> dict[str, Started]:
    """Cold starts."""
    found: dict[str, Started] = defaultdict(Started)
    for number in range(rounds):
        say(f"cold start, round {number + 1} of {rounds}")
        for tool in tools:
            with Session(tool, file) as session:
                found[tool.name].greeted.append(session.greeted)
                found[tool.name].opened.append(session.opened)
                found[tool.name].first_seen.append(session.first_seen)
    return dict(found)


def asking(tools: Sequence[Tool], file: Path, requests: int, say: Say) -> dict[str, Asked]:
    """Light bulbs and hovers at findings all over the file, each kind after an edit of its own.

    What one request works out would be there for the next.
    """
    found: dict[str, Asked] = defaultdict(Asked)
    for tool in tools:
        say(f"code actions and hovers: {tool.name}")
        with Session(tool, file) as session:
            for number in range(requests):
                for kind in ("automatic", "at_cursor", "code_action", "hover"):
                    session.type(1)
                    if session.found:
                        diagnostic = session.found[number * 7919 % len(session.found)]
                        for name, seconds in _asked(session, diagnostic, kind).items():
                            if seconds is not None:
                                getattr(found[tool.name], name).append(seconds)
    return dict(found)


def _asked(session: Session, diagnostic: Json, kind: str) -> dict[str, float | None]:
    match kind:
        case "automatic":
            return {kind: session.light_bulb(diagnostic), "again": session.light_bulb(diagnostic)}
        case "at_cursor":
            return {kind: session.light_bulb(diagnostic, at_cursor=True)}
        case "hover":
            return {kind: session.hover(diagnostic)}
        case _:
            offered, resolved = session.code_action(diagnostic)
            return {"code_action": offered, "resolve": resolved}


def holding(tools: Sequence[Tool], files: dict[int, Path], documents: int, edits: int, say: Say) -> dict[str, Held]:
    """Memory; only our server is given all the edits, as it would take a peer hours."""
    found = {}
    for tool in tools:
        say(f"memory: {tool.name}")
        held = found[tool.name] = Held()
        with Session(tool, files[min(files)]) as session:
            session.rest()
            held.idle = processes.resident_mib(session.client.pid)
            held.per_document = _per_document(session, files[10_000], documents)
        if tool.name == OURS:
            held.by_edits = _soaked(tool, files[10_000], edits, say)
    return found


def _per_document(session: Session, file: Path, documents: int) -> float | None:
    """What one more document costs, the same text under names of its own."""
    text = file.read_text(encoding="utf-8")
    sizes = []
    for number in range(documents + 1):
        session.open(file.with_name(f"copy_{number}.rs").resolve().as_uri(), f"// copy {number}\n{text}")
        session.rest()
        sizes.append(processes.resident_mib(session.client.pid))
    first, last = sizes[0], sizes[-1]
    return None if first is None or last is None else (last - first) / documents


def _soaked(tool: Tool, file: Path, edits: int, say: Say) -> dict[int, float]:
    """Lines are typed and erased again all over the file, which is at the end what it was at the start."""
    found = {}
    with Session(tool, file, erases=True) as session:
        for done in range(0, edits + 1, edits // _SAMPLES):
            if done:
                session.type(edits // _SAMPLES)
            say(f"memory after {done:,} edits")
            session.rest()
            held = processes.resident_mib(session.client.pid)
            if held is not None:
                found[done] = held
    return found


def batch(tools: Sequence[tuple[Tool, int]], say: Say) -> dict[str, list[processes.Run]]:
    """Commands over many files, each as often as it says, in turns."""
    found: dict[str, list[processes.Run]] = defaultdict(list)
    for number in range(max(times for _, times in tools)):
        for tool, times in tools:
            if number < times:
                say(f"batch, round {number + 1}: {tool.name}")
                done = processes.run(tool.command, tool.folder)
                if done.code:
                    raise RuntimeError(f"{tool.name} failed with exit code {done.code}")
                found[tool.name].append(done)
    return dict(found)


def imported_by_check(file: Path) -> list[str]:
    """The modules of the language server that `check` imports; there should be none."""
    program = (
        "import sys; from rust_perf_analyzer.cli import run; "
        f"run(['check', '--format', 'json', {str(file)!r}]); "
        f"print(*[name for name in {_ABSENT!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    return done.stderr.split()


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many of a hundred do not exceed."""
    ordered = sorted(values)
    return median(ordered) if percent == 50 else ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
