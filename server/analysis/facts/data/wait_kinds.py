"""Kinds of what is waited for."""

from __future__ import annotations

import enum


class Waits(enum.IntFlag):
    """What a future waits for on its way, of all that it may take."""

    NOTHING = 0
    UNKNOWN = 1
    # Locks, room in a channel, files of the own disk.
    NEAR = 2
    # What many can be asked of at once: HTTP, RPC, object stores.
    SERVICE = 4
    DATABASE = 8
    # Processes, timers, sockets, what another task answers.
    ELSEWHERE = 16


FAR = Waits.SERVICE | Waits.DATABASE | Waits.ELSEWHERE
