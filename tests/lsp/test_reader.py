"""The index of the process beside the server: what an editor has open counts, however often the disk is read."""

from __future__ import annotations

from pathlib import Path

from rust_perf_analyzer.analysis.workspace.building import read_source
from rust_perf_analyzer.analysis.workspace.index import Index
from rust_perf_analyzer.analysis.workspace.summary import digest_of, summarise
from rust_perf_analyzer.lsp.background.reader import Reader

BUFFER = b"fn unsaved() {}\n"


def read(reader: Reader, crate: Path) -> None:
    list(reader.begin((str(crate),)))
    while reader.is_busy:
        reader.step()


def digest(index: Index, path: str) -> str:
    held = index.file(path)
    assert held is not None
    return held.summary.digest


def test_a_buffer_outlives_another_scan_and_a_change_of_its_file(crate: Path) -> None:
    path = str(crate / "src/main.rs")
    index = Index(read_source)
    index.hold(path, BUFFER, summarise(BUFFER))
    reader = Reader(index, lambda _: None, frozenset())
    read(reader, crate)
    assert digest(index, path) == digest_of(BUFFER)
    Path(path).write_text("fn saved() {}\n")
    assert reader.look_at(path) is None
    assert digest(index, path) == digest_of(BUFFER)
    index.release(path)
    assert reader.look_at(path) is not None
    assert digest(index, path) == digest_of(b"fn saved() {}\n")


def test_an_empty_buffer_is_not_what_the_file_holds(crate: Path) -> None:
    path = str(crate / "src/main.rs")
    index = Index(read_source)
    index.hold(path, b"", summarise(b""))
    held = index.file(path)
    assert held is not None
    assert held.mentioning("sleep") == ()
    assert not held.is_missed
