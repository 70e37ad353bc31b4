"""Work that nobody waits for: when it is done, and when it gives way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from rust_perf_analyzer.lsp import leisure
from rust_perf_analyzer.lsp.leisure import IDLE, Leisure

from .conftest import Passes
from .nobody import Nobody


class Work:
    """Some steps of work, which count how often one was taken."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.taken = 0
        self.was_interrupted = False

    def step(self, is_interrupted: Callable[[], bool]) -> bool:
        """Take a step; whether more are left."""
        self.was_interrupted |= is_interrupted()
        self.taken += 1
        return self.taken < self.left


def now() -> float:
    return asyncio.get_running_loop().time()


async def over(*works: Work) -> None:
    """Wait until all work is done, and some more, in which none may be done again."""
    async with asyncio.timeout(60):
        while any(work.taken < work.left for work in works):
            await asyncio.sleep(0.001)
    await asyncio.sleep(2 * IDLE)


async def test_it_is_done_step_by_step_while_nobody_says_anything() -> None:
    work, calm = Work(3), Leisure(Nobody())
    calm.add(work.step)
    await over(work)
    assert work.taken == 3


async def test_it_waits_for_some_silence_after_each_message(passes: Passes) -> None:
    client, work = Nobody(), Work(1)
    client.last = now()
    Leisure(client).add(work.step)
    await passes(IDLE * 0.75)
    client.last = now()
    await passes(IDLE * 0.75)
    assert work.taken == 0
    await passes(IDLE)
    assert work.taken == 1


async def test_it_waits_for_the_answer_to_a_request(passes: Passes) -> None:
    client, work = Nobody(), Work(1)
    client.asked, client.last = True, now()
    Leisure(client).add(work.step)
    await passes(5 * IDLE)
    assert work.taken == 0
    client.asked = False
    await passes(2 * IDLE)
    assert work.taken == 1


async def test_what_is_interrupted_time_and_again_is_done_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leisure, "LONGEST", 3 * IDLE)
    client, tried = Nobody(), 0
    done = Work(1)

    def step(is_interrupted: Callable[[], bool]) -> bool:
        nonlocal tried
        tried += 1
        client.waiting = True
        asyncio.get_running_loop().call_soon(setattr, client, "waiting", False)
        return is_interrupted() or done.step(is_interrupted)

    Leisure(client).add(step)
    await over(done)
    assert tried > 1


async def test_it_waits_neither_for_ever_nor_for_a_request_that_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leisure, "LONGEST", 3 * IDLE)
    client, work, more = Nobody(), Work(2), Work(1)
    client.asked, client.last = True, now()
    calm = Leisure(client)
    calm.add(work.step)
    calm.add(more.step)
    await over(work, more)
    assert (work.taken, more.taken) == (2, 1)


async def test_a_step_is_told_of_a_message_that_comes_meanwhile() -> None:
    client, work = Nobody(), Work(1)

    def step(is_interrupted: Callable[[], bool]) -> bool:
        client.waiting = True
        return work.step(is_interrupted)

    Leisure(client).add(step)
    await over(work)
    assert work.was_interrupted


async def test_the_same_work_is_done_once_and_one_after_the_other() -> None:
    first, second, calm = Work(2), Work(1), Leisure(Nobody())
    order: list[int] = []
    calm.add(first.step)
    calm.add(lambda _: bool(order.append(first.taken)))
    calm.add(second.step)
    calm.add(first.step)
    await over(first, second)
    assert (first.taken, second.taken, order) == (2, 1, [2])


async def test_what_breaks_is_left_out_and_the_rest_is_done(caplog: pytest.LogCaptureFixture) -> None:
    work, calm = Work(1), Leisure(Nobody())

    def broken(_: Callable[[], bool]) -> bool:
        raise ValueError("é😀")

    calm.add(broken)
    calm.add(work.step)
    await over(work)
    assert work.taken == 1
    assert "é😀" in caplog.text


async def test_nothing_is_done_after_the_end() -> None:
    work, calm = Work(1), Leisure(Nobody())
    calm.add(work.step)
    calm.stop()
    await asyncio.sleep(IDLE)
    assert work.taken == 0
