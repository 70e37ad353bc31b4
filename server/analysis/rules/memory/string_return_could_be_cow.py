"""A function that often gives its text back unchanged copies it each time: a `Cow` would lend it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.memory.input_given_back import given_back, is_wanted_borrowed
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.startup import is_startup
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=b"-> String", heat=True)
def string_return_could_be_cow(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Its name, when not all who call it need a `String` of their own."""
    function = call.node
    if function != file.unit.node or any(f.trait or f.kind == "trait_item" for f in file.unit.frames):
        return
    found = given_back(function, file)
    name = function.child_by_field_name("name")
    if found is None or name is None or is_settings_code(file) or is_startup(name, file):
        return
    if not is_wanted_borrowed(file):
        return
    text = file.text(found.text)
    message = f"`{file.text(name)}` copies `{text}` where it gives it back as it is: a `Cow<str>` would lend it"
    places = tuple(Place(each, "given back unchanged") for each in found.unchanged)
    yield saw(name, message, related=places, function=function)
