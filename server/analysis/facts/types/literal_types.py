"""Types of literals."""

from __future__ import annotations

from ..code.type_model import Type

_TEXT = Type("&", (Type("str"),))
_BYTES = Type("&", (Type("[]", (Type("u8"),)),))
_TYPES = {
    "integer_literal": Type("{integer}"),
    "boolean_literal": Type("bool"),
    "char_literal": Type("char"),
}


def literal_type(kind: str, first: bytes) -> Type | None:
    """The type of a literal by its kind of node and its first byte, which tells bytes and C strings from texts."""
    if kind in ("string_literal", "raw_string_literal"):
        return _BYTES if first == b"b" else None if first == b"c" else _TEXT
    return _TYPES.get(kind)
