"""The facts about functions of the workspace that a verdict may hang on, by the names that they are asked under."""

from __future__ import annotations

from .chains import chain_of, may_block
from .names import Derive

DERIVED: dict[str, Derive] = {"chain": chain_of, "may block": may_block}
