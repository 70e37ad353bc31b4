"""What kind of program a crate is."""

from __future__ import annotations

from ..workspace.crates import Crate
from .data.servers import ARGUMENTS, SERVERS


def is_one_shot(crate: Crate) -> bool:
    """Whether a crate is a command that does its work and ends: it reads arguments, and answers nobody."""
    is_command = crate.known and crate.has_binary and crate.uses(*ARGUMENTS)
    return is_command and not crate.uses(*SERVERS)
