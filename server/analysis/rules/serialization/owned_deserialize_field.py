"""Texts are copied out of the input into fields that are only looked at while the input is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.derives import attributes_of, derived_by
from ...facts.code.rust_file import RustFile
from ...facts.programs.programs import is_one_shot
from ...facts.programs.settings_code import is_settings_code
from ...facts.serialization.borrowed_parses import fields_kept
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule

_OTHERWISE = re.compile(rb"\b(borrow|with|deserialize_with|flatten|skip|skip_deserializing|from|try_from|remote)\b")
_DERIVED = re.compile(r"(.*::)?serde::Deserialize")


@rule(Severity.SUGGESTION, on=nodes("struct_item"), default=False, needs=b"Deserialize")
def owned_deserialize_field(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Structs without lifetimes, all of whose values are parsed from bytes that are kept, and only read."""
    label, texts = call.node.child_by_field_name("name"), list(_texts(call.node, file))
    if label is None or not texts or call.node.child_by_field_name("type_parameters") is not None:
        return
    if _is_otherwise_read(call.node, file) or is_settings_code(file) or is_one_shot(file.crate):
        return
    if not file.crate.has_binary and call.node.children[0].type == "visibility_modifier":
        return
    kept = fields_kept(file.text(label), file)
    names = [name for name in texts if file.text(name) not in kept] if kept is not None else []
    if not names:
        return
    listed = ", ".join(f"`{file.text(name)}`" for name in names)
    are = "is" if len(names) == 1 else "are"
    message = f"{listed} of `{file.text(label)}` {are} copied out of the input, and only looked at: `Cow` can borrow it"
    fields = {f"field{index}": name.parent for index, name in enumerate(names) if name.parent is not None}
    yield Sighting(label, message, captures=fields)


def _is_otherwise_read(struct: Node, file: RustFile) -> bool:
    # A bare name that no `use` brings is that of `#[macro_use] extern crate serde`.
    bare = "Deserialize" if file.crate.uses("serde") else ""
    derived = any(
        not each.condition and (each.path == bare or _DERIVED.fullmatch(each.path)) for each in derived_by(struct, file)
    )
    return not derived or any(_OTHERWISE.search(file.bytes_of(each)) for each in attributes_of(struct))


def _texts(struct: Node, file: RustFile) -> Iterator[Node]:
    """The names of the fields that own a text."""
    body = struct.child_by_field_name("body")
    for field in body.named_children if body is not None else ():
        written, name = field.child_by_field_name("type"), field.child_by_field_name("name")
        if field.type != "field_declaration" or written is None or name is None or file.text(written) != "String":
            continue
        if not any(_OTHERWISE.search(file.bytes_of(each)) for each in attributes_of(field)):
            yield name
