"""What knowing the whole workspace costs: beside parsing its files, in memory, in each edit, and when nothing changed.

python tests/bench/workspace.py parse|index|memory|edits FOLDER     one figure, in a process of its own
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 2
_ROUNDS = 3
_FILES, _PLACES = 12, 12


@dataclass
class Figures:
    """Seconds of several runs, MiB for 100,000 lines, and how many times the CPU of an edit is with the index."""

    parse: list[float] = field(default_factory=list)
    index: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    mib: float = 0.0
    edits: list[float] = field(default_factory=list)

    @property
    def index_to_parse(self) -> float:
        """How many times parsing the files the index takes."""
        return median(self.index) / median(self.parse)

    @property
    def peer_to_warm(self) -> float:
        """How many times sooner `check` of an unchanged tree is done than the peer."""
        return median(self.peer) / median(self.warm)


def measured(crates: Path, check: tuple[str, ...], peer: tuple[str, ...], say: Callable[[str], None]) -> Figures:
    """The figures of a folder of crates; `check` is our command with its cache, `peer` the other one."""
    found = Figures()
    environment = os.environ | {"RUST_PERF_CACHE_DIR": str(crates.parent / "cache")}
    # The first run fills the cache; what was written just before it is not trusted yet, so that the second does too.
    for _ in range(2):
        time.sleep(2.5)
        _timed(check, crates, environment)
    for number in range(_ROUNDS):
        say(f"workspace, round {number + 1}")
        found.parse.append(_told("parse", crates))
        found.index.append(_told("index", crates))
        found.edits.append(_told("edits", crates))
        found.peer.append(_timed(peer, crates, environment))
        found.warm.append(_timed(check, crates, environment))
    found.mib = _told("memory", crates)
    return found


def _timed(command: tuple[str, ...], folder: Path, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def _told(what: str, folder: Path) -> float:
    command = (sys.executable, "-P", __file__, what, str(folder))
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / ".dev" / "link"), str(Path(__file__).parent)))
    }
    return float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def _parse(paths: list[str]) -> int:
    from rust_perf_analyzer.analysis.syntax.parser import parse

    return sum(parse(Path(path).read_bytes()).root_node.end_byte for path in paths)


def parse(folder: Path) -> float:
    """Seconds to parse all files in two processes."""
    from rust_perf_analyzer.analysis.workspace.building import files_below
    from rust_perf_analyzer.disk.indexing import _batches, _size, context

    began = time.perf_counter()
    sources = files_below([str(folder)]).sources
    with ProcessPoolExecutor(PROCESSES, context()) as pool:
        sum(pool.map(_parse, _batches(sources, [_size(path) for path in sources])))
    return time.perf_counter() - began


def index(folder: Path) -> float:
    """Seconds to make the index of all files in two processes, its tree of modules included."""
    from rust_perf_analyzer.disk.indexing import indexed

    began = time.perf_counter()
    found = indexed([str(folder)], PROCESSES).workspace
    assert found.tree.homes
    return time.perf_counter() - began


def memory(folder: Path) -> float:
    """MiB of an index for each 100,000 lines."""
    from processes import resident_mib
    from rust_perf_analyzer.analysis.syntax.parser import parse as parsed
    from rust_perf_analyzer.disk.indexing import indexed

    parsed(b"fn a() {}")
    before = resident_mib(os.getpid()) or 0.0
    found = indexed([str(folder)], PROCESSES).workspace
    assert found.tree.homes
    gc.collect()
    lines = sum(Path(path).read_bytes().count(b"\n") for path in found)
    return ((resident_mib(os.getpid()) or 0.0) - before) / lines * 100_000


def edits(folder: Path) -> float:
    """How many times the CPU of the same edits without an index they take with one; no signature is edited."""
    from rust_perf_analyzer.analysis.engine import Analysis
    from rust_perf_analyzer.analysis.workspace.crates import crate_of
    from rust_perf_analyzer.disk.indexing import indexed
    from rust_perf_analyzer.settings import Settings

    known = indexed([str(folder)], PROCESSES).workspace
    texts = {path: Path(path).read_bytes() for path in known}
    chosen = sorted(texts, key=lambda path: texts[path].count(b".await"), reverse=True)[:_FILES]
    spent = [0.0, 0.0]
    gc.disable()
    for path in chosen:
        text, crate = texts[path], crate_of(Path(path))
        both = [Analysis(path, text, crate, Settings(), index=each) for each in (None, known)]
        for analysis in both:
            while analysis.settle():
                pass
        ends = [at + 2 for at in range(len(text) - 1) if text[at : at + 2] == b";\n" and text[at - 20 : at].strip()]
        for at in ends[:: max(1, len(ends) // _PLACES)]:
            for edit in ((at, at, b"let q = 1;"), (at, at + 10, b"")):
                for which, analysis in enumerate(both):
                    began = time.process_time()
                    analysis.edit([edit])
                    analysis.sections()
                    while analysis.settle():
                        pass
                    spent[which] += time.process_time() - began
    return spent[1] / spent[0]


if __name__ == "__main__":
    print({"parse": parse, "index": index, "memory": memory, "edits": edits}[sys.argv[1]](Path(sys.argv[2])))
