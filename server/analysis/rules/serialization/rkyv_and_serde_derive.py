"""One type derives rkyv's archive and serde's format: two encodings to compile and to keep in step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.code.derives import Derived, attributes_of, derived_by
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw

_RKYV = re.compile(r"(.*::)?rkyv(_derive)?::Archive")
_SERDE = re.compile(r"(.*::)?serde::(Serialize|Deserialize)")
_MIRROR = re.compile(rb"\b(serde|rkyv|archive)\s*\([^)]*\bremote\b")


@rule(Severity.SUGGESTION, on=nodes("struct_item", "enum_item"), needs=b"rchive")
def rkyv_and_serde_derive(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Both always, or both under one condition; a feature of its own for one of them is a choice for users."""
    derived = list(derived_by(call.node, file))
    archive = next((each for each in derived if _RKYV.fullmatch(each.path)), None)
    serde = [each for each in derived if archive is not None and _is_beside(each, archive)]
    label = call.node.child_by_field_name("name")
    if archive is None or not serde or label is None or _is_mirror(call, file):
        return
    places = (Place(archive.word, "rkyv's"), *(Place(each.word, "serde's") for each in serde))
    message = f"`{file.text(label)}` derives the formats of rkyv and serde: two encodings to compile and keep in step"
    yield saw(label, message, related=places)


def _is_beside(each: Derived, archive: Derived) -> bool:
    return bool(_SERDE.fullmatch(each.path)) and each.condition == archive.condition


def _is_mirror(call: Call, file: RustFile) -> bool:
    """A type that stands for one of another crate says what is derived for that one."""
    return any(_MIRROR.search(file.bytes_of(attribute)) for attribute in attributes_of(call.node))
