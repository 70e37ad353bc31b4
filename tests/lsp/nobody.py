"""A client that is not there."""

from __future__ import annotations


class Nobody:
    """A client that hears nothing."""

    waiting = False
    asked = False
    last = float("-inf")

    def notify(self, method: str, params: object) -> None:
        """Hear nothing."""

    def notify_text(self, body: str) -> None:
        """Hear nothing."""

    async def request(self, method: str, params: object) -> None:
        """Answer nothing."""
