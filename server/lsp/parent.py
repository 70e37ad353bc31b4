"""Whether the editor that started us still lives."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable

INTERVAL = 2.0
"""Seconds between two looks."""

_SYNCHRONIZE = 0x00100000
_WAIT_TIMEOUT = 0x102


def is_alive(process_id: int) -> bool:
    """Whether a process runs."""
    if process_id <= 0:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(process_id)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # It is there, and somebody else's.
    return True


async def watch(process_id: int | None, gone: Callable[[], None]) -> None:
    """Call `gone` when the process has ended."""
    if process_id is None:
        return
    while is_alive(process_id):
        await asyncio.sleep(INTERVAL)
    gone()


def _is_alive_on_windows(process_id: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    handle = kernel.OpenProcess(_SYNCHRONIZE, False, process_id)
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == _WAIT_TIMEOUT)
    finally:
        kernel.CloseHandle(handle)
