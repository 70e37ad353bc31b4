"""Fixes in files that are not open: worked out by the process beside us, for whoever waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator

from .background.messages import Mend, Mended
from .patience import outcome


class Mending:
    """What was asked for and is not told yet."""

    def __init__(self, send: Callable[[Mend], None]) -> None:
        self._send = send
        self._waiting: dict[tuple[str, str], asyncio.Future[Mended]] = {}

    def orders(self) -> Iterator[Mend]:
        """All of it, for a process that is new."""
        yield from (Mend(rule, (path,)) for path, rule in self._waiting)

    def hear(self, mended: Mended) -> None:
        """This is told."""
        future = self._waiting.pop((mended.path, mended.rule), None)
        if future is not None and not future.done():
            future.set_result(mended)

    async def of(self, rule: str, paths: Iterable[str], is_going: Callable[[], bool]) -> list[Mended] | None:
        """The fixes of a rule in these files; None when nobody works them out any more."""
        new = asyncio.get_running_loop().create_future
        asked = {(path, rule): self._waiting.get((path, rule)) or new() for path in paths}
        fresh = tuple(path for path, _ in asked.keys() - self._waiting.keys())
        self._waiting |= asked
        if fresh:
            self._send(Mend(rule, fresh))
        if await outcome(_all(asked.values()), is_going):
            return [future.result() for future in asked.values()]
        for key in asked:
            self._waiting.pop(key, None)
        return None


async def _all(futures: Iterable[asyncio.Future[Mended]]) -> bool:
    """Wait for each; others may wait for the same, so that giving up ends none of them."""
    for future in futures:
        await asyncio.shield(future)
    return True
