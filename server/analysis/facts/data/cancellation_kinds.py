"""What becomes of the work of a future that is dropped before it is done."""

from __future__ import annotations

from enum import Enum


class Dropped(Enum):
    """What is lost when a method's future is dropped and the method is called again.

    BUFFER keeps what was done in the buffer that the method is given, which must live on; QUEUE loses nothing but the
    place among those who wait for the same, and TURN that where mostly one waits: room in a channel, a notification.
    """

    NOTHING = "nothing"
    READ = "what it has read so far"
    WRITTEN = "how much it has written so far"
    MESSAGE = "the message"
    ITEMS = "the items it has taken so far"
    BUFFER = "nothing, as long as the buffer lives on"
    QUEUE = "the place in the queue"
    TURN = "the place in a queue where hardly anybody else waits"
    ROUND = "the round of the barrier"
