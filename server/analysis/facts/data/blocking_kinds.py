"""How a call keeps its thread."""

from __future__ import annotations

from enum import Enum


class Blocks(Enum):
    """What a thread waits for, or is busy with, during a call.

    Two kinds hardly wait: BIND opens a listening socket, and STDOUT takes the lock that `println!` takes too.
    """

    FS = "file system"
    FILE = "open file"
    SLEEP = "sleep"
    NET = "network"
    BIND = "bind"
    DNS = "name lookup"
    PROCESS = "process"
    STDIN = "standard input"
    STDOUT = "standard output"
    CHANNEL = "channel"
    THREAD = "thread"
    SYNC = "synchronisation"
    HTTP = "http"
    DATABASE = "database"
    CPU = "computation"
    BLOCK_ON = "block on"
