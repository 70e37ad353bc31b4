"""The process beside the server: its progress, its deaths, its limits."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.lsp.background import scanner as module
from rust_perf_analyzer.lsp.background import worker
from rust_perf_analyzer.lsp.background.messages import Buffer, Done, Found, Judging, News, Scan, Start, Trouble
from rust_perf_analyzer.lsp.background.scanner import Scanner
from rust_perf_analyzer.lsp.background.worker import Worker
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.settings import Settings

from .scanning import (
    PROGRESS,
    RULE,
    SLEEPY,
    WATCHES,
    WORKSPACE,
    bars,
    changed,
    configure,
    logged,
    plant,
    plant_many,
    scan,
    scanned,
    shown,
)
from .waiting import TIMEOUT, until
from .wire import Server

CHILDREN = "/proc/{0}/task/{0}/children"


def background_of(process_id: int) -> int:
    """The process beside a server."""
    (child,) = Path(CHILDREN.format(process_id)).read_text().split()
    return int(child)


def lives(process_id: int) -> bool:
    """Whether a process runs; one that has ended and was not buried does not."""
    try:
        return "Z" not in Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def scan_of(folder: Path, **changed: Any) -> Scan:
    """An order to scan a folder."""
    return Scan(1, (str(folder),), Settings(), frozenset(), True)._replace(**changed)


def work(*orders: Any) -> list[News]:
    """All that a worker says until it has nothing left to do."""
    news: list[News] = []
    one = Worker(Start(Client(), frozenset()), news.append)
    for order in orders:
        one.take(order)
        while one.is_busy:
            one.step()
    return news


async def test_a_scan_shows_its_progress(server: Server, crate: Path) -> None:
    plant_many(crate, 60)
    await scan(server.wire, crate)
    first, *reports, last = bars(server.wire)
    assert (first["kind"], first["cancellable"], first["percentage"]) == ("begin", True, 0)
    assert {report["kind"] for report in reports} == {"report"}
    assert last == {"kind": "end"}
    percentages = [report["percentage"] for report in reports]
    assert percentages == sorted(percentages)
    assert all(0 <= percentage <= 100 for percentage in percentages)
    assert len(shown(server.wire)) == 61


async def test_a_bar_is_used_only_when_it_was_made(server: Server, crate: Path) -> None:
    await server.wire.greet(rootUri=crate.as_uri(), initializationOptions=WORKSPACE)
    await until(lambda: shown(server.wire))
    assert not [m for m in server.wire.received if m.get("method") in ("$/progress", "window/workDoneProgress/create")]


async def test_a_client_that_makes_no_bar_sees_the_findings_all_the_same(server: Server, crate: Path) -> None:
    server.wire.answers_requests = False
    await server.wire.greet(PROGRESS, rootUri=crate.as_uri(), initializationOptions=WORKSPACE)
    await until(lambda: shown(server.wire))
    assert bars(server.wire) == []


async def test_a_scan_can_be_cancelled(server: Server, crate: Path) -> None:
    wire = server.wire
    plant_many(crate, 500)
    await wire.greet({**PROGRESS, **WATCHES}, rootUri=crate.as_uri(), initializationOptions=WORKSPACE)
    created = await wire.wait(lambda m: m.get("method") == "window/workDoneProgress/create")
    await until(lambda: shown(wire))
    wire.notify("window/workDoneProgress/cancel", {"token": "another"})
    wire.notify("window/workDoneProgress/cancel", {"token": created["params"]["token"]})
    await scanned(wire)
    assert 0 < len(shown(wire)) < 400
    plant(crate, "src/last.rs")
    changed(wire, crate / "src/last.rs", kind=1)
    await until(lambda: "last.rs" in shown(wire))
    configure(wire, **WORKSPACE, ignore=[RULE])
    await until(lambda: not shown(wire))


@pytest.mark.skipif(not Path(CHILDREN.format(os.getpid())).exists(), reason="needs Linux's /proc")
async def test_a_process_that_is_killed_is_started_again(server: Server, crate: Path) -> None:
    await scan(server.wire, crate)
    first = background_of(server.process.pid)
    os.kill(first, signal.SIGKILL)
    plant(crate, "src/last.rs")
    await until(lambda: "last.rs" in shown(server.wire))
    assert background_of(server.process.pid) != first
    assert "died" in logged(server.wire)[0]


@pytest.mark.skipif(not Path(CHILDREN.format(os.getpid())).exists(), reason="needs Linux's /proc")
async def test_the_process_keeps_the_index_in_either_mode_and_ends_with_the_server(server: Server, crate: Path) -> None:
    await scan(server.wire, crate)
    process = background_of(server.process.pid)
    configure(server.wire, diagnosticMode="openFiles")
    await until(lambda: not shown(server.wire))
    assert lives(process)
    configure(server.wire, **WORKSPACE)
    await until(lambda: shown(server.wire))
    assert background_of(server.process.pid) == process
    server.process.kill()
    await until(lambda: not lives(process))


async def test_nothing_that_lies_in_the_folder_is_run(server: Server, crate: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(crate)
    plant(crate, "pickle.py", "rust_perf_analyzer.py", "asyncio.py", text="raise SystemExit('run')\n")
    other = Server()
    try:
        await other.start()
        await scan(other.wire, crate)
        assert shown(other.wire) == {"main.rs": 1}
    finally:
        assert "run" not in await other.stop()


DEADLY = """
    import os, sys, time
    from rust_perf_analyzer.lsp.background import desk, worker
    real = desk.judge_file
    def judge(path, *arguments):
        if path.endswith("deadly.rs"):
            os._exit(3)
        if path.endswith("endless.rs"):
            time.sleep(600)
        return real(path, *arguments)
    desk.judge_file = judge
    worker.main()
"""


async def test_a_file_over_which_it_dies_or_gets_stuck_is_left_out(crate: Path, monkeypatch: Any) -> None:
    plant(crate, "src/deadly.rs", "src/endless.rs", "src/last.rs")
    monkeypatch.setattr(module, "COMMAND", (sys.executable, "-P", "-c", textwrap.dedent(DEADLY)))
    news: list[News] = []
    texts: list[str] = []

    def receive(one: News) -> None:
        news.append(one)
        is_endless = isinstance(one, Judging) and one.path.endswith("endless.rs")
        monkeypatch.setattr(module, "STUCK", 0.1 if is_endless else TIMEOUT)

    scanner = Scanner(Client(), lambda: [scan_of(crate)], receive, texts.append)
    scanner.start()
    await until(lambda: any(isinstance(one, Done) for one in news))
    scanner.stop()
    assert {Path(one.path).name for one in news if isinstance(one, Found)} == {"main.rs", "last.rs"}
    assert [text.rsplit("/", 1)[-1] for text in texts] == ["deadly.rs", "endless.rs"]


async def test_a_process_that_always_dies_is_given_up(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "COMMAND", (sys.executable, "-c", "raise SystemExit(1)"))
    monkeypatch.setattr(module, "MOST_DEATHS", 2)
    texts: list[str] = []
    scanner = Scanner(Client(), list, lambda _: None, texts.append)
    scanner.start()
    await until(lambda: not scanner.is_running)
    assert len(texts) == 3
    assert "too often" in texts[-1]


async def test_a_process_that_cannot_be_started_is_told(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "COMMAND", ("/nowhere/é",))
    texts: list[str] = []
    scanner = Scanner(Client(), list, lambda _: None, texts.append)
    scanner.start()
    await until(lambda: not scanner.is_running)
    (text,) = texts
    assert "cannot be judged" in text


def test_findings_of_so_many_files_are_shown_and_no_more(crate: Path, monkeypatch: Any) -> None:
    plant(crate, *(f"src/m{n}.rs" for n in range(5)))
    monkeypatch.setattr(worker, "MOST_FILES", 2)
    news = work(scan_of(crate))
    assert len([one for one in news if isinstance(one, Found)]) == 2
    assert any("more than 2 files" in one.text for one in news if isinstance(one, Trouble))
    assert isinstance(news[-1], Done)


def test_files_that_are_as_they_were_are_not_judged_again(crate: Path) -> None:
    plant(crate, "src/a.rs", "src/b.rs")
    news = work(scan_of(crate), scan_of(crate, number=2, fresh=False), scan_of(crate, number=3))
    files = {"Cargo.toml", "a.rs", "b.rs", "main.rs"}
    judged = [Path(one.path).name for one in news if isinstance(one, Judging)]
    assert sorted(judged) == sorted([*files, *files])
    assert [one.number for one in news if isinstance(one, Done)] == [1, 2, 3]


def test_a_file_that_vanishes_during_the_scan_has_no_findings(crate: Path) -> None:
    news: list[News] = []
    one = Worker(Start(Client(), frozenset()), news.append)
    plant(crate, "src/z.rs")
    one.take(scan_of(crate))
    one.step()
    (crate / "src/z.rs").unlink()
    while one.is_busy:
        one.step()
    assert [Path(found.path).name for found in news if isinstance(found, Found)] == ["main.rs"]
    assert not [trouble for trouble in news if isinstance(trouble, Trouble)]


def test_what_was_told_of_files_that_are_gone_is_taken_back(crate: Path) -> None:
    gone = str(crate / "src/gone.rs")
    news = work(scan_of(crate, told=frozenset({gone})))
    assert Found(gone, "") in news


def test_a_closed_buffer_is_always_answered_and_an_open_one_never_judged(crate: Path) -> None:
    main, calm = str(crate / "src/main.rs"), str(crate / "src/calm.rs")
    plant(crate, "src/calm.rs", text="fn é() {}\n")
    open_now = [Buffer(main, SLEEPY.encode()), Buffer(calm, b"")]
    assert not [one for one in work(*open_now, scan_of(crate)) if isinstance(one, Found)]
    closed = [Buffer(main, None), Buffer(calm, None)]
    found = [one for one in work(*open_now, scan_of(crate), *closed) if isinstance(one, Found)]
    assert [(Path(one.path).name, bool(one.diagnostics)) for one in found] == [("main.rs", True), ("calm.rs", False)]


def test_a_rule_that_breaks_is_told_without_the_files(crate: Path, monkeypatch: Any) -> None:
    from rust_perf_analyzer.analysis.finding import Failure
    from rust_perf_analyzer.lsp.background import desk

    plant(crate, "src/a.rs")
    monkeypatch.setattr(desk, "judge_file", lambda path, *_: ([], [Failure(path, "a-rule failed", "a-rule")]))
    texts = {one.text for one in work(scan_of(crate)) if isinstance(one, Trouble)}
    assert texts == {"a-rule failed"}
