"""Fast typing: every edit counts, few answers are sent, and the last one is about the last version."""

from __future__ import annotations

from rust_perf_analyzer.lsp.pulse import PATIENCE, Pulse

from .conftest import CALM, SLEEPY, Passes
from .wire import Wire, framed

URI = "file:///crate/src/main.rs"
LINES = 10_000


def big_file() -> str:
    """Ten thousand lines, every hundredth with a finding."""
    calm = "fn f{0}(x: &[u32]) -> u32 {{\n    // é😀\n    x.iter().sum::<u32>() + {0}\n}}\n\n"
    sleepy = "async fn g{0}() {{\n    // é😀\n    std::thread::sleep(D);\n}}\n\n"
    return "".join((calm if n % 20 else sleepy).format(n) for n in range(LINES // 5))


def keystrokes(count: int, line: int) -> bytes:
    """The messages of somebody who types a comment, one after the other."""
    found = []
    for n in range(count):
        where = {"line": line, "character": n}
        change = {"range": {"start": where, "end": where}, "text": "/" if n < 2 else "é"}
        params = {"textDocument": {"uri": URI, "version": n + 2}, "contentChanges": [change]}
        found.append(framed({"method": "textDocument/didChange", "params": params}))
    return b"".join(found)


async def test_a_burst_is_answered_a_few_times_and_for_its_last_version(wire: Wire) -> None:
    wire.open(URI, big_file())
    assert len(await wire.published(URI, 1)) == LINES // 100
    wire.send(keystrokes(200, 5_012))
    last = await wire.published(URI, 201)
    assert len(last) == LINES // 100
    assert len([one for one in wire.publishes() if one["version"] > 1]) <= 5


async def test_single_keystrokes_are_each_answered(wire: Wire) -> None:
    wire.open(URI, SLEEPY)
    for n in range(20):
        where = {"line": 3, "character": n}
        wire.change(URI, n + 2, {"range": {"start": where, "end": where}, "text": " "})
        (found,) = await wire.published(URI, n + 2)
        assert found["range"]["start"]["line"] == 4


async def test_requests_between_edits_see_the_text_as_it_was_then(wire: Wire) -> None:
    wire.open(URI, SLEEPY)
    (found,) = await wire.published(URI, 1)
    params = {"textDocument": {"uri": URI}, "position": found["range"]["start"]}
    before = wire.ask("textDocument/hover", params)
    wire.change(URI, 2, {"text": CALM})
    after = wire.ask("textDocument/hover", params)
    assert (await wire.answer(before))["result"] is not None
    assert (await wire.answer(after))["result"] is None


async def test_several_documents_are_all_answered(wire: Wire) -> None:
    uris = [f"file:///crate/src/é{n}.rs" for n in range(10)]
    for uri in uris:
        wire.open(uri, SLEEPY)
    for uri in uris:
        assert len(await wire.published(uri, 1)) == 1


class Work:
    """Work for a pulse that counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0
        self.waiting = False
        self.pulse = Pulse(self.do, lambda: self.waiting)

    def do(self) -> None:
        """Do it."""
        self.done += 1


async def test_work_is_done_at_once_when_nothing_waits(passes: Passes) -> None:
    work = Work()
    work.pulse.beat()
    await passes(0)
    assert work.done == 1


async def test_much_work_at_a_time_is_done_once_after_a_short_silence(passes: Passes) -> None:
    work = Work()
    for _ in range(5):
        work.pulse.beat()
    await passes(0)
    assert work.done == 0
    await passes(PATIENCE)
    assert work.done == 1


async def test_work_is_not_done_while_messages_wait_nor_put_off_for_ever(passes: Passes) -> None:
    work = Work()
    work.waiting = True
    work.pulse.beat()
    await passes(PATIENCE / 3)
    assert work.done == 0
    await passes(PATIENCE)
    assert work.done == 1
