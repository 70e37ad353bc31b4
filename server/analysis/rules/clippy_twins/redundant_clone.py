"""A clone of a value that is dropped without further use: it could have been moved."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.clones import CLONES
from ...facts.rust_file import RustFile
from ...facts.spent import spent
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_LONGEST_NAME = 40


@rule(Severity.WARNING, on=methods(*CLONES), heat=True)
def redundant_clone(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Clones that are kept or handed on, of a variable at its last use or of a temporary."""
    clone = spent(call.node, file) if not call.arguments else None
    if clone is not None:
        name = " ".join(file.text(clone.source).split())
        source = f"`{name}`" if len(name) < _LONGEST_NAME else "the value"
        yield saw(call, f"{source} is dropped without further use: move it instead of copying it", source=clone.source)
