"""Where a chain that blocks an async worker keeps nobody waiting."""

from __future__ import annotations

from tree_sitter import Node

from .cold_paths import runs_on_errors_only
from .commands import is_command
from .entry_points import entry_of
from .heat import seems_cold
from .rust_file import RustFile
from .startup import is_startup, shuts_down


def nobody_waits(call: Node, name: str, file: RustFile) -> bool:
    """Whether a call stands in start-up, in a command, on an error's path, or before the program's end."""
    if shuts_down(name) or runs_on_errors_only(call, file):
        return True
    if entry_of(file) is not None:
        return False
    return is_command(file) or is_startup(call, file) or seems_cold(call, file)
