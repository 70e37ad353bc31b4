"""A clone of a value that is dropped without further use: it could have been moved."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.moves.clones import CLONES
from ...facts.moves.spent import is_counted, spent
from ...facts.running.heat import seems_cold
from ...facts.types.looked_at import is_looked_at
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_LONGEST_NAME = 40


@rule(Severity.WARNING, on=methods(*CLONES), heat=True)
def redundant_clone(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Clones that are kept or handed on, of a variable at its last use or of a temporary.

    What is handed to an `AsRef` need not be owned at all, so that `to_owned` and its like are told of as such.
    A counter that changes once, at the start, is worth nobody's while.
    """
    clone = spent(call.node, file) if not call.arguments else None
    if clone is not None and is_counted(clone) and seems_cold(call.node, file):
        return
    if clone is not None and (call.name == "clone" or not is_looked_at(call.node, file)):
        name = " ".join(file.text(clone.source).split())
        source = f"`{name}`" if len(name) < _LONGEST_NAME else "the value"
        yield saw(call, f"{source} is dropped without further use: move it instead of copying it", source=clone.source)
