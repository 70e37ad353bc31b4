"""An untagged enum is parsed by buffering the value and trying one variant after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.programs import is_one_shot
from ...facts.rust_file import RustFile
from ...facts.serde_items import Variant, derives_deserialize, is_scalar, untagged_word, variants_of
from ...facts.settings_code import is_settings_code
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_SETTINGS = re.compile(r"\w*(Config|Configuration|Settings|Options?|Opts|Manifest|Theme|Preferences|Args|Cli)\w*")
_SELDOM = re.compile(
    r"\w*(Register|Registration|Sign[Uu]p|Install|Setup|Migrat|Bootstrap|Legacy|Compat|Import|Export)\w*"
)
_COLLECTION = rb"\b(Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|IndexMap)\s*<[^;{}=]*\b"
_EXTRACTED = rb"\b(Json|Query|Form|Path|Payload|JsonBody|QsQuery)\s*<\s*(\w+\s*::\s*)*"


@rule(Severity.WARNING, on=nodes("enum_item"))
def untagged_enum(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Enums that are read often or in numbers; shims of two shapes and settings are left alone."""
    word, label = untagged_word(call.node, file), call.node.child_by_field_name("name")
    if word is None or label is None or not derives_deserialize(call.node, file):
        return
    name, variants = file.text(label), variants_of(call.node, file)
    if len(variants) < 2 or _is_seldom_read(name, file) or not _is_worth_it(call.node, name, variants, file):
        return
    message = f"`{name}` is untagged: each value is buffered, and up to {len(variants)} variants are tried on it"
    yield saw(word, message, enum=call.node)


def _is_seldom_read(name: str, file: RustFile) -> bool:
    if is_settings_code(file) or is_one_shot(file.crate) or _SETTINGS.fullmatch(name) or _SELDOM.fullmatch(name):
        return True
    users = [unit for unit in file.names.mentioning(name) if unit.node.type == "struct_item"]
    labels = [label.text for unit in users if (label := unit.node.child_by_field_name("name")) is not None]
    return bool(labels) and all(text is not None and _SETTINGS.fullmatch(text.decode()) for text in labels)


def _is_worth_it(enum: Node, name: str, variants: list[Variant], file: RustFile) -> bool:
    if len(variants) == 2:
        return _mentioned_as(_EXTRACTED, name, file) or _holds_untagged(variants, file)
    if all(is_scalar(variant, file) for variant in variants):
        return _mentioned_as(_COLLECTION, name, file)
    return True


def _mentioned_as(before: bytes, name: str, file: RustFile) -> bool:
    pattern = re.compile(before + name.encode() + rb"\b")
    return any(pattern.search(unit.text) for unit in file.names.mentioning(name))


def _holds_untagged(variants: list[Variant], file: RustFile) -> bool:
    """Whether one of the variants is read by trying in its turn."""
    for variant in variants:
        for payload in variant.payloads():
            names = [payload, *file.descendants(payload, "type_identifier")]
            for each in names:
                for unit in file.names.items(file.unit.modules, file.text(each)):
                    if unit.node.type == "enum_item" and untagged_word(
                        unit.node, RustFile(file.path, unit, file.crate, file.names)
                    ):
                        return True
    return False
