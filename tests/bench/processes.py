"""What processes cost: CPU, memory, wall time. Linux tells it in `/proc`; elsewhere a server's is not known."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")


class Run(NamedTuple):
    """What one run of a command cost, its children included."""

    wall: float
    cpu: float
    code: int


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end; what it writes is thrown away."""
    quiet = subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, usage.ru_utime + usage.ru_stime, process.returncode)


def cpu_seconds(pid: int) -> float | None:
    """The CPU that the threads of a process and its children have used until now."""
    spent = [_nanoseconds(stat) for one in _family(pid) for stat in one.glob("task/*/schedstat")]
    return sum(spent) / 1e9 if spent else None


def resident_mib(pid: int) -> float | None:
    """The memory that a process and its children hold."""
    held = [_resident_kib(one / "status") for one in _family(pid)]
    return sum(held) / 1024 if any(held) else None


def _family(pid: int) -> Iterator[Path]:
    folder = _PROC / str(pid)
    if not folder.is_dir():
        return
    yield folder
    for children in folder.glob("task/*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _nanoseconds(path: Path) -> int:
    fields = _text(path).split()
    return int(fields[0]) if fields else 0


def _resident_kib(path: Path) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", _text(path))
    return int(found[1]) if found else 0


def _text(path: Path) -> str:
    """What a file says, and nothing when its process or thread has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""
