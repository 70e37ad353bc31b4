"""The struct, with those inside it, that takes just what a function reads of a JSON value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .json_shapes import Shape

_ANY = "serde_json::Value"
_TYPES = {"as_str": "String", "as_i64": "i64", "as_u64": "u64", "as_f64": "f64", "as_bool": "bool"}
_KEYWORDS = frozenset(
    {
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
        "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
        "self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while"
    }
)  # fmt: skip


def struct_of(name: str, shape: Shape) -> str:
    """The declarations, the outermost first; each field may be missing, as the reads allow for that."""
    return "\n\n".join(_structs(type_name(name), shape))


def _structs(name: str, shape: Shape) -> Iterator[str]:
    lines = ["#[derive(serde::Deserialize)]", f"struct {name} {{"]
    inner: list[tuple[str, Shape]] = []
    for key, part in shape.fields.items():
        field = re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key)).strip("_").lower() or "field"
        field += "_" if field in _KEYWORDS or field[0].isdigit() else ""
        if field != key:
            lines.append(f'    #[serde(rename = "{key}")]')
        lines.append(f"    {field}: Option<{_type(name + type_name(key), part, inner)}>,")
    yield "\n".join([*lines, "}"])
    for label, part in inner:
        yield from _structs(label, part)


def _type(name: str, part: Shape, inner: list[tuple[str, Shape]]) -> str:
    """The type of a part; what is read in two ways, or handed on, stays any JSON."""
    if part.fields and part.element is None and not part.readers:
        inner.append((name, part))
        return name
    if part.element is not None and not part.fields and part.readers <= {"as_array"}:
        return f"Vec<{_type(name, part.element, inner)}>"
    readers = sorted(part.readers)
    return _TYPES.get(readers[0], _ANY) if len(readers) == 1 and not part.fields and part.element is None else _ANY


def type_name(name: str) -> str:
    """A name in the form of types: `user_id` is `UserId`."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)
    return "".join(word[0].upper() + word[1:].lower() for word in words) or "Read"
