"""Assigning a clone frees the old buffer and allocates a new one, where `clone_from` would copy into it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.moves.replacing import replacement_of
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.heat import heat_of
from ...facts.running.heat_model import Level
from ...facts.running.startup import is_startup
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw


@rule(Severity.SUGGESTION, on=methods("clone"), needs=b".clone();", heat=True)
def clone_assign(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`place = source.clone()` where the place has an allocation of its own, on a path that is not known to be cold."""
    around = call.node.parent
    if around is None or around.type != "assignment_expression" or call.receiver is None or call.arguments:
        return
    found = replacement_of(call.node, call.receiver, file)
    if found is None or is_settings_code(file) or is_startup(call.node, file):
        return
    if heat_of(call.node, file).level is Level.COLD:
        return
    name, kind = " ".join(file.text(found.place).split()), found.held.rpartition("::")[2]
    message = f"`{name}` gives up its allocation for a new one: `clone_from` of `{kind}` would fill the old"
    yield saw(call, message, assignment=around, target=found.place, source=found.source)
