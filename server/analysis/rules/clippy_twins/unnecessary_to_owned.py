"""An owned copy is made of something borrowed, although the place asks for no more than a reference."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.moves.owned_for_nothing import MAKES, needless
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_AROUND = frozenset({"reference_expression", "arguments", "for_expression", "field_expression"})
_LONGEST_NAME = 40


@rule(Severity.WARNING, on=methods(*MAKES), heat=True)
def unnecessary_to_owned(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Copies behind a `&` or for an `AsRef`, and copies whose elements are gone through."""
    around = file.parent(call.node)
    if call.arguments or around is None or around.type not in _AROUND:
        return
    found = needless(call.node, file)
    if found is None:
        return
    name = " ".join(file.text(found.source).split())
    source = f"`{name}`" if len(name) < _LONGEST_NAME else "its source"
    held = found.held.value if found.held is not None else ""
    yield saw(
        found.whole,
        f"`{call.name}` copies what is only looked at: {source} itself would do",
        source=found.source,
        data={"how": found.how, "held": held},
    )
