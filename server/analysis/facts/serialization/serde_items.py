"""What serde's attributes say of an enum: how it is told which variant it reads, and what the variants hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.derives import attributes_of
from ..code.rust_file import RustFile

_DERIVES = re.compile(rb"\bderive\s*\([^)]*\b(serde\s*::\s*)?Deserialize\b")
_CONVERTED = re.compile(rb"\bserde\s*\([^)]*\b(try_)?from\s*=")
_SKIPPED = re.compile(rb"\bserde\s*\([^)]*\b(skip|skip_deserializing|other)\b")
_SCALAR = re.compile(
    r"(Option<)?(&'?\w*\s*)?(Box<|Arc<|Rc<|Cow<[^,<>]*,?\s*)?"
    r"(bool|char|[iu](8|16|32|64|128|size)|f32|f64|str|String|SmolStr|CompactString|Uuid|Number)>{0,2}"
)
_SHORT = re.compile(r"Str|String|Text|Simple|Short|Shorthand|Plain|Bare|Name|Fallback|Unknown|Other|Err|Error")
_SIMPLE = re.compile(
    r"(\w+::)*(\w*(Id|Url|Uri|Name|Key|Type|Kind|Path|PathBuf|DateTime|Date|Value|Ref|Config|Settings)|[A-Z])(<.*>)?"
)

_LIST = re.compile(r"(\w+::)*(Vec|VecDeque|HashSet|BTreeSet|IndexSet)<|\[")
_MAP = re.compile(r"(\w+::)*(HashMap|BTreeMap|IndexMap)<")


class Variant(NamedTuple):
    """A variant that can be read: `body` holds its fields, None for a unit variant."""

    name: str
    body: Node | None

    @property
    def is_struct(self) -> bool:
        """Whether its fields have names."""
        return self.body is not None and self.body.type == "field_declaration_list"

    def payloads(self) -> list[Node]:
        """The types in parentheses."""
        return self.body.children_by_field_name("type") if self.body is not None and not self.is_struct else []


def derives_deserialize(item: Node, file: RustFile) -> bool:
    """Whether serde's `Deserialize` is derived, be it under a feature."""
    return any(_DERIVES.search(file.bytes_of(attribute)) for attribute in attributes_of(item))


def is_read_through_another(item: Node, file: RustFile) -> bool:
    """Whether values are made from those of another type: then what the item says of its form is for writing alone."""
    return any(_CONVERTED.search(file.bytes_of(attribute)) for attribute in attributes_of(item))


def untagged_word(item: Node, file: RustFile) -> Node | None:
    """The word `untagged` in an attribute of the item."""
    for attribute in attributes_of(item):
        if b"untagged" in file.bytes_of(attribute):
            for word in _identifiers(attribute):
                if file.bytes_of(word) == b"untagged":
                    return word
    return None


def _identifiers(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == "identifier":
            yield child
        yield from _identifiers(child)


def variants_of(enum: Node, file: RustFile) -> list[Variant]:
    """The variants that can be read."""
    body = enum.child_by_field_name("body")
    found: list[Variant] = []
    for child in body.named_children if body is not None else ():
        name = child.child_by_field_name("name")
        skipped = any(_SKIPPED.search(file.bytes_of(attribute)) for attribute in attributes_of(child))
        if child.type == "enum_variant" and name is not None and not skipped:
            found.append(Variant(file.text(name), child.child_by_field_name("body")))
    return found


def is_scalar(variant: Variant, file: RustFile) -> bool:
    """Whether a variant holds a number, a text or nothing: it is told by the first byte."""
    payloads = variant.payloads()
    return not variant.is_struct and all(_SCALAR.fullmatch(file.text(payload)) for payload in payloads)


def are_structured(variants: list[Variant], file: RustFile) -> bool:
    """Whether each variant is an object or a list of its own, so that telling them apart takes reading them."""
    if any(variant.body is None or is_scalar(variant, file) or _SHORT.fullmatch(variant.name) for variant in variants):
        return False
    if {_kind(variant, file) for variant in variants} == {"list", "map"}:
        return False
    held = [payload for variant in variants for payload in variant.payloads()]
    if any(_is_simple(payload, file) for payload in held):
        return False
    texts = {file.text(payload) for payload in held}
    return not any(f"<{text}>" in other for text in texts for other in texts)


def _kind(variant: Variant, file: RustFile) -> str | None:
    """Whether a variant is all of a list or all of a map, which the first byte tells."""
    payloads = variant.payloads()
    text = file.text(payloads[0]) if len(payloads) == 1 and not variant.is_struct else ""
    return "list" if _LIST.match(text) else "map" if _MAP.match(text) else None


def _is_simple(payload: Node, file: RustFile) -> bool:
    """Whether a payload is written as one text or number, or belongs to settings, by its name or its declaration."""
    name = file.text(payload)
    if _SIMPLE.fullmatch(name):
        return True
    for unit in file.names.items(file.unit.modules, name):
        body = unit.node.child_by_field_name("body")
        fields = body.children_by_field_name("type") if body is not None else []
        if body is not None and body.type == "ordered_field_declaration_list" and len(fields) == 1:
            inner = unit.data[fields[0].start_byte : fields[0].end_byte].decode("utf-8", "replace")
            return bool(_SIMPLE.fullmatch(inner) or _SCALAR.fullmatch(inner))
    return False
