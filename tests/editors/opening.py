"""Editors in which tests open files, each ended whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from .home import Home


class Editor(Protocol):
    """An editor with a file, which runs from `start` to `stop`."""

    def start(self) -> None:
        """Start it, and wait until it is there."""

    def stop(self) -> None:
        """End it, however far it came."""


E = TypeVar("E", bound=Editor)


@contextmanager
def opening(home: Home, editor_with: Callable[[Path], E]) -> Iterator[Callable[[Path], E]]:
    """Opens files, each in an editor of its own; by the end none of these runs, and no server."""
    with ExitStack() as opened:
        opened.callback(home.wait_for_the_end)

        def open_(file: Path) -> E:
            editor = editor_with(file)
            opened.callback(editor.stop)
            editor.start()
            return editor

        yield open_
