"""An untagged enum is parsed by buffering the value and trying one variant after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.rust_file import RustFile
from ...facts.programs.programs import is_of_commands
from ...facts.programs.settings_code import is_settings_code
from ...facts.serialization.serde_items import (
    Variant,
    are_structured,
    derives_deserialize,
    is_read_through_another,
    is_scalar,
    untagged_word,
    variants_of,
)
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_SETTINGS = re.compile(
    r"\w*(Config|Configuration|Settings|Options?|Opts|Manifest|Theme|Preferences|Args|Cli)(?![a-z])\w*"
)
_SELDOM = re.compile(
    r"\w*(Register|Registration|Sign[Uu]p|Install|Setup|Migrat|Bootstrap|Legacy|Compat|Import(?!ant)|Export|Health"
    r"|Version|Backup)\w*"
    r"|(Raw)?(Test|Mock|Fixture)([A-Z]\w*)?"
)
_OLD = re.compile(r"V\d+|\w*(Legacy|Old|Deprecated|Compat)\w*")
_SELDOM_PLACE = re.compile(
    r"(\w+[-_])?(manifests?|lock(file)?s?|toml|schemars?|openapi|utoipa|testing|validation|backups?)"
    r"|(\w+_)?(configs?|configuration|settings)(_\w+)?"
    r"|(\w+[-_])?admin([-_]\w+)?"
)
_REQUEST_PATH = re.compile(
    r"(\w+_)?(api|apis|rest|http|rpc|jsonrpc|requests?|query|queries|protocol|operations?|messages?|events?|sources?|routes?|"
    r"handlers?|endpoints?|search|dsl|gateway|websocket|ws|wire|ops|activities|ingest|dto|inbox|dealer|filters?)"
)
_REQUEST_NAME = re.compile(
    r"\w*(Request|Payload|Query|Message|Event|Body|Command|Operation|Operations|Selector|Filter|Range|Condition|Update|"
    r"Activity|Packet|Frame|Point|Vector|Metric|Entry|Record|Item|Variants|Timestamp|Response|Reply|Chunk|Notification)"
    r"(De|Untagged|Helper|Inner|Raw|Interface|Wrapper|Kind|Type|Enum)?"
)
_COLLECTION = rb"\b(Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|IndexMap)\s*<[^;{}=]*\b"
_EXTRACTED = rb"\b(Json|Query|Form|Path|Payload|JsonBody|QsQuery)\s*<\s*(\w+\s*::\s*)*"


@rule(Severity.WARNING, on=nodes("enum_item"))
def untagged_enum(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Enums that are read often or in numbers; shims of two shapes and settings are left alone."""
    word, label = untagged_word(call.node, file), call.node.child_by_field_name("name")
    if word is None or label is None or not derives_deserialize(call.node, file):
        return
    if is_read_through_another(call.node, file):
        return
    name, variants = file.text(label), variants_of(call.node, file)
    if len(variants) < 2 or _is_seldom_read(name, file) or not _is_worth_it(call.node, name, variants, file):
        return
    message = f"`{name}` is untagged: each value is buffered, and up to {len(variants)} variants are tried on it"
    yield saw(word, message, enum=call.node)


def _is_seldom_read(name: str, file: RustFile) -> bool:
    if is_settings_code(file) or is_of_commands(file) or _SETTINGS.fullmatch(name) or _SELDOM.fullmatch(name):
        return True
    if _SELDOM_PLACE.fullmatch(file.crate.name) or any(_SELDOM_PLACE.fullmatch(part) for part in _parts(file)):
        return True
    return _is_part_of_settings(name, file, {name})


def _is_part_of_settings(name: str, file: RustFile, seen: set[str]) -> bool:
    """Whether all that is read with a type, as far as the file says, are settings or parts of them."""
    holders = {each for each in _read_with(name, file) if each not in seen}
    seen |= holders
    return bool(holders) and all(
        _SETTINGS.fullmatch(each) or _is_part_of_settings(each, file, seen) for each in holders
    )


def _read_with(name: str, file: RustFile) -> Iterator[str]:
    """The types of the file that hold a type and are read from a text themselves."""
    word = re.compile(rb"\b" + name.encode() + rb"\b")
    for unit in file.names.mentioning(name):
        label = unit.node.child_by_field_name("name")
        if unit.node.type in ("struct_item", "enum_item") and label is not None and word.search(unit.text):
            view = RustFile(file.path, unit, file.crate, file.names)
            if derives_deserialize(unit.node, view):
                yield view.text(label)


def _parts(file: RustFile) -> list[str]:
    """The modules that the path of the file names."""
    parts = file.path.replace("\\", "/").removesuffix(".rs").split("/")
    return parts[len(parts) - parts[::-1].index("src") :] if "src" in parts else parts[-1:]


def _is_worth_it(enum: Node, name: str, variants: list[Variant], file: RustFile) -> bool:
    if len(variants) == 2:
        if any(_OLD.fullmatch(variant.name) for variant in variants):
            return False
        return (
            _mentioned_as(_EXTRACTED, name, file)
            or _holds_untagged(variants, file)
            or (_is_of_requests(name, file) and are_structured(variants, file))
        )
    if all(is_scalar(variant, file) for variant in variants):
        return _mentioned_as(_COLLECTION, name, file)
    return True


def _is_of_requests(name: str, file: RustFile) -> bool:
    """Whether a value is read for each request, message or record, by the words for the enum and its module."""
    return bool(_REQUEST_NAME.fullmatch(name)) or any(_REQUEST_PATH.fullmatch(part) for part in _parts(file))


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
