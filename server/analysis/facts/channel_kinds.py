"""The knowledge about channels, by the names that code is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from .data.channels import CHANNELS, RECEIVING, SENDING, Channel
from .data.schema import facts_by_name

UNBOUNDED: Mapping[str, Channel] = facts_by_name(CHANNELS)
"""The constructors of unbounded channels by canonical path."""


def _methods(names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name.rpartition("::")[2] for name in names)


SENDS = _methods(facts_by_name(SENDING))
"""Methods that put a message into a channel."""

RECEIVES = _methods(facts_by_name(RECEIVING))
"""Methods that take one out."""
