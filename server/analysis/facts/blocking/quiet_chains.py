"""Where a chain that blocks an async worker keeps nobody waiting."""

from __future__ import annotations

from tree_sitter import Node

from ..code.rust_file import RustFile
from ..data.blocking_kinds import Blocks
from ..programs.commands import is_command
from ..programs.programs import is_alone
from ..running.cold_paths import runs_on_errors_only
from ..running.entry_points import entry_of
from ..running.heat import seems_cold
from ..running.startup import is_startup, shuts_down
from .chains import Chain

# What a program that does its work and ends may wait for: there is little else to do meanwhile.
_EXPECTED = frozenset({Blocks.FS, Blocks.FILE})


def nobody_waits(call: Node, name: str, chain: Chain, file: RustFile) -> bool:
    """Whether a call stands in start-up, in a command, on an error's path, or before the program's end."""
    if shuts_down(name) or runs_on_errors_only(call, file):
        return True
    if entry_of(file) is not None:
        return False
    if chain.source.kind in _EXPECTED and is_alone(file.crate):
        return True
    return is_command(file) or is_startup(call, file) or seems_cold(call, file)
