"""An `Option<String>` is copied, or taken apart by hand, to look at the text in it: `as_deref` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...facts.moves.option_texts import shown_by_clone, shown_by_map
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_UNWRAPS = ("as_deref", "unwrap_or_default", "unwrap_or", "unwrap_or_else", "unwrap", "expect")


@rule(Severity.SUGGESTION, on=methods("map", *_UNWRAPS))
def clone_option_string(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Options and results of what derefs to something, of which nobody keeps more than a reference."""
    if call.receiver is None or call.receiver.type != "call_expression":
        return
    before = called_name(call.receiver, file)
    if before == "as_ref" and call.name == "map":
        shown = shown_by_map(call.node, file)
        message = "this is `as_deref()`, written by hand"
    elif before == "clone" and call.name != "map":
        shown = shown_by_clone(call.node, file)
        message = "this copies what is only read: `as_deref()` shows it without an allocation"
    else:
        return
    if shown is not None:
        yield saw(call, message, source=shown.source, data={"rest": shown.rest})
