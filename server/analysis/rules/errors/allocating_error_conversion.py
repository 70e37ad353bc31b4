"""A conversion that `?` calls makes a text of every error, though nobody may ever read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.errors.conversions import conversion_to_text
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.startup import is_command_line
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw

_ONCE = re.compile(r"\w*(Config|Configuration|Settings|Setup|Startup|Migration)\w*Err(or)?")


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=b"fn from", default=False)
def allocating_error_conversion(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`impl From<E>` of an error type whose function formats its argument."""
    name = call.node.child_by_field_name("name")
    if name is None or file.bytes_of(name) != b"from" or is_command_line(file) or is_settings_code(file):
        return
    conversion = conversion_to_text(call.node, file)
    if conversion is None:
        return
    target = conversion.target.rpartition("::")[2]
    if _ONCE.fullmatch(target):
        return
    yield saw(
        name,
        f"each `?` that turns `{conversion.source}` into `{target}` formats and allocates: keep the error itself",
        related=(Place(conversion.text, "the text is made here"),),
    )
