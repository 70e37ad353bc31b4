"""What one file does shows in others: open or closed, saved or not, and it goes when it is no longer so."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from .scanning import PULLS, WATCHES, WORKSPACE, changed, plant
from .waiting import TIMEOUT
from .wire import Server, Wire

CHAIN = "blocking-call-chain"
PAGE = "use crate::texts::template;\n\npub async fn page() -> String {\n    tick().await;\n    template()\n}\n"
MAIN = "mod page;\nmod texts;\n\nfn main() {}\n"
SLOW = 'pub fn template() -> String {\n    std::fs::read_to_string("é😀").unwrap_or_default()\n}\n'
QUICK = "pub fn template() -> String {\n    String::new()\n}\n"


@pytest.fixture
def wire(server: Server) -> Wire:
    """A wire over which nothing was said yet."""
    return server.wire


@pytest.fixture
def pages(crate: Path) -> Path:
    """A crate whose async code calls a helper of another file, which blocks."""
    plant(crate, "src/main.rs", text=MAIN)
    plant(crate, "src/page.rs", text=PAGE)
    plant(crate, "src/texts.rs", text=SLOW)
    return crate / "src"


def codes(wire: Wire, file: Path) -> list[Any]:
    """The findings that the client shows for a file now."""
    said = [each["diagnostics"] for each in wire.publishes() if each["uri"] == file.as_uri()]
    return [found["code"] for found in said[-1]] if said else []


async def shows(wire: Wire, file: Path, *expected: str) -> None:
    """Wait until the client shows these findings for a file."""
    await wire.wait(lambda _: codes(wire, file) == list(expected))


async def greet(wire: Wire, pages: Path, **options: Any) -> None:
    await wire.greet(
        {**WATCHES, "textDocument": {"publishDiagnostics": {"relatedInformation": True}}},
        rootUri=pages.parent.as_uri(),
        initializationOptions=options,
    )


def edit(wire: Wire, file: Path, version: int, text: str) -> None:
    """Replace the whole text of an open file, which is not saved."""
    document = {"uri": file.as_uri(), "version": version}
    wire.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})


async def test_a_helper_in_a_file_that_is_not_open_counts(wire: Wire, pages: Path) -> None:
    await greet(wire, pages)
    wire.open((pages / "page.rs").as_uri(), PAGE)
    await shows(wire, pages / "page.rs", CHAIN)
    found = [each for each in wire.publishes() if each["diagnostics"]][-1]["diagnostics"][0]
    (hop,) = found["relatedInformation"]
    assert hop["location"]["uri"] == (pages / "texts.rs").as_uri()
    assert hop["location"]["range"]["start"] == {"line": 1, "character": 4}
    assert codes(wire, pages / "texts.rs") == []


async def test_edits_that_are_not_saved_count_and_so_does_closing_them(wire: Wire, pages: Path) -> None:
    page, texts = pages / "page.rs", pages / "texts.rs"
    await greet(wire, pages)
    wire.open(page.as_uri(), PAGE)
    await shows(wire, page, CHAIN)
    wire.open(texts.as_uri(), SLOW)
    edit(wire, texts, 2, QUICK)
    await shows(wire, page)
    edit(wire, texts, 3, SLOW)
    await shows(wire, page, CHAIN)
    edit(wire, texts, 4, QUICK)
    await shows(wire, page)
    wire.notify("textDocument/didClose", {"textDocument": {"uri": texts.as_uri()}})
    await shows(wire, page, CHAIN)


async def test_files_that_change_on_the_disk_count(wire: Wire, pages: Path) -> None:
    page, texts = pages / "page.rs", pages / "texts.rs"
    await greet(wire, pages)
    wire.open(page.as_uri(), PAGE)
    await shows(wire, page, CHAIN)
    texts.write_text(QUICK)
    changed(wire, texts)
    await shows(wire, page)
    texts.unlink()
    changed(wire, texts, kind=3)
    (pages / "texts").mkdir()
    (pages / "texts/mod.rs").write_text(SLOW)
    changed(wire, pages / "texts/mod.rs", kind=1)
    await shows(wire, page, CHAIN)


async def test_files_that_are_not_open_follow_a_buffer(wire: Wire, pages: Path) -> None:
    page, texts = pages / "page.rs", pages / "texts.rs"
    await greet(wire, pages, **WORKSPACE)
    await shows(wire, page, CHAIN)
    wire.open(texts.as_uri(), SLOW)
    edit(wire, texts, 2, QUICK)
    await shows(wire, page)
    edit(wire, texts, 3, SLOW)
    await shows(wire, page, CHAIN)


async def test_a_client_that_pulls_is_asked_to_pull_again(wire: Wire, pages: Path) -> None:
    page, texts = pages / "page.rs", pages / "texts.rs"
    await wire.greet(PULLS, rootUri=pages.parent.as_uri())
    wire.open(page.as_uri(), PAGE)
    wire.open(texts.as_uri(), QUICK)
    wanted = {"textDocument": {"uri": page.as_uri()}}
    await wire.request("textDocument/diagnostic", wanted)
    edit(wire, texts, 2, SLOW)
    await wire.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    found: list[str] = []
    async with asyncio.timeout(TIMEOUT):  # What it was asked for first may have been something else.
        while found != [CHAIN]:
            answer = await wire.request("textDocument/diagnostic", wanted)
            found = [one["code"] for one in answer["result"].get("items", ())]
