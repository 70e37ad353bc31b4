"""What an edit and a question leave behind is freed at once: the collector would stop a request to find it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.open_file import OpenFile
from rust_perf_analyzer.lsp.session import Session

from .nobody import Nobody

CODE = """\
use std::sync::mpsc::channel;
use tokio::sync::mpsc::unbounded_channel;

struct Line { text: String }

async fn first(line: Line) -> usize { second(&line) }

fn second(line: &Line) -> usize {
    let parts: Vec<String> = line.text.split(' ').map(|é| é.to_string()).collect();
    std::thread::sleep(std::time::Duration::from_secs(parts.len() as u64));
    parts.len()
}

async fn third() {
    let (to, mut from) = unbounded_channel();
    tokio::spawn(async move { for n in 0.. { to.send(first(Line { text: format!("{n}") }).await); } });
    while let Some(n) = from.recv().await { println!("{n}"); }
}
"""


@pytest.fixture
def by_hand() -> Iterator[None]:
    """Garbage is only looked for when that is asked for."""
    gc.disable()
    yield
    gc.enable()


def settled(file: OpenFile) -> None:
    while file.settle():
        pass


@pytest.mark.usefixtures("by_hand")
async def test_edits_judgements_fixes_and_hints_leave_no_circles(crate: Path) -> None:
    session = Session(Client(options={"inlay-hints": {"heat": True, "futureSizes": True}}), Nobody(), Nobody())
    uri = (crate / "src/main.rs").as_uri()
    session.open(uri, "rust", 1, CODE)
    for version in range(2, 5):
        gc.collect()
        begin = {"line": 5, "character": 0}
        session.change(uri, version, [{"range": {"start": begin, "end": begin}, "text": f"fn é{version}() {{}}\n"}])
        file = session.current(uri)
        assert file is not None
        settled(file)
        fixes = [session.fixes.of(file, finding) for finding in file.findings()]
        assert any(fixes)
        assert file.hints is not None
        while file.hints.work(0, len(CODE)):
            pass
    assert gc.collect() == 0
    session.stop()
