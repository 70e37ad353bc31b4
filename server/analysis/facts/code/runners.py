"""Functions that run the closure which they are given, by who runs it."""

from __future__ import annotations

from ..data import contexts
from ..data.schema import facts_by_name

OFFLOAD_FUNCTIONS: dict[str, str] = facts_by_name(contexts.OFFLOADS)
INLINE_FUNCTIONS = frozenset(facts_by_name(contexts.INLINE))
ONCE_FUNCTIONS = frozenset(facts_by_name(contexts.ONCE))
