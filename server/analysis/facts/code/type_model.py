"""Types as plain data, and their short written form in the tables of `data/`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple


class Type(NamedTuple):
    """A type by canonical path and arguments: `&`, `[]` (slice, array), `()` (tuple), `async` (a future), `dyn`."""

    path: str
    args: tuple[Type, ...] = ()

    def argument(self, index: int) -> Type | None:
        """The type argument at a place, if it is known."""
        return self.args[index] if index < len(self.args) and self.args[index] != UNKNOWN else None


UNKNOWN = Type("?")
INTEGERS = frozenset(["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"])
PRIMITIVES = INTEGERS | {"f32", "f64", "bool", "char"}
_TOKEN = re.compile(r"\s*(async\b|[\w:]+|[<>(),&\[\]?])")


@functools.cache
def written(text: str) -> Type:
    """The type of a table's entry: `async Result<(tokio::net::TcpStream, ?)>`; `0`, `1` are receiver arguments."""
    tokens = _TOKEN.findall(text)
    parsed, rest = _parse(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"not a type: {text}")
    return parsed


def _parse(tokens: list[str], at: int) -> tuple[Type, int]:
    token = tokens[at]
    if token in ("async", "&"):
        inner, at = _parse(tokens, at + 1)
        return Type(token, (inner,)), at
    if token in ("(", "["):
        args, at = _list(tokens, at + 1, ")" if token == "(" else "]")
        return Type(token + (")" if token == "(" else "]"), args), at
    path = SHORT.get(token, token)
    if at + 1 < len(tokens) and tokens[at + 1] == "<":
        args, at = _list(tokens, at + 2, ">")
        return Type(path, args), at
    return Type(path), at + 1


def _list(tokens: list[str], at: int, end: str) -> tuple[tuple[Type, ...], int]:
    found: list[Type] = []
    while tokens[at] != end:
        if tokens[at] == ",":
            at += 1
            continue
        inner, at = _parse(tokens, at)
        found.append(inner)
    return tuple(found), at + 1


SHORT = {
    "Result": "std::result::Result",
    "Option": "std::option::Option",
    "Vec": "std::vec::Vec",
    "String": "std::string::String",
    "Box": "std::boxed::Box",
    "Arc": "std::sync::Arc",
    "HashMap": "std::collections::HashMap",
}
RESULT, OPTION, VEC, STRING = SHORT["Result"], SHORT["Option"], SHORT["Vec"], SHORT["String"]


def filled(pattern: Type, receiver: Type) -> Type:
    """A table's type with `0`, `1` replaced by the receiver's arguments and `Self` by the receiver."""
    if pattern.path.isdigit():
        return receiver.argument(int(pattern.path)) or UNKNOWN
    if pattern.path == "Self":
        return receiver
    return Type(pattern.path, tuple(filled(arg, receiver) for arg in pattern.args))


_DOCUMENTED = {"str": "std::primitive::str", "[]": "std::primitive::slice"}
_TRANSPARENT = frozenset(
    {
        "&", "std::boxed::Box", "std::sync::Arc", "std::rc::Rc", "std::sync::LazyLock", "std::cell::LazyCell",
        "std::pin::Pin", "std::borrow::Cow", "actix_web::web::Data", "axum::extract::State", "rocket::State",
        "axum::Extension", "axum::extract::Extension", "axum::Json", "axum::Form", "axum::extract::Json",
        "axum::extract::Form", "axum::extract::Query", "axum::extract::Path", "actix_web::web::Json",
        "actix_web::web::Form", "actix_web::web::Query", "actix_web::web::Path", "rocket::form::Form",
        "rocket::serde::json::Json", "rocket_contrib::json::Json", "poem::web::Json", "std::mem::ManuallyDrop",
        "once_cell::unsync::Lazy", "crossbeam::utils::CachePadded", "tauri::State", "std::sync::MutexGuard",
        "std::sync::RwLockReadGuard",
        "std::sync::RwLockWriteGuard", "parking_lot::MutexGuard", "parking_lot::RwLockReadGuard",
        "parking_lot::RwLockWriteGuard", "parking_lot::RwLockUpgradableReadGuard", "tokio::sync::MutexGuard",
        "tokio::sync::RwLockReadGuard", "tokio::sync::RwLockWriteGuard", "futures::lock::MutexGuard",
        "async_std::sync::MutexGuard", "async_lock::MutexGuard", "std::cell::Ref", "std::cell::RefMut",
    }
)  # fmt: skip


def peeled(found: Type | None) -> Type | None:
    """The type behind references, smart pointers, guards and lazy statics: what a method call sees."""
    while found is not None and found.path in _TRANSPARENT:
        found = found.argument(0)
    return found if found is not None and found != UNKNOWN else None


def referent(found: Type | None) -> Type | None:
    """The type behind references alone."""
    while found is not None and found.path == "&":
        found = found.argument(0)
    return found


def documented_path(found: Type) -> str:
    """The path under which the tables of `data/` list what a type has: texts and slices have none of their own."""
    return _DOCUMENTED.get(found.path, found.path)


def mentions(found: Type | None, *prefixes: str) -> bool:
    """Whether one of the path prefixes occurs anywhere in the type."""
    if found is None:
        return False
    return found.path.startswith(prefixes) or any(mentions(arg, *prefixes) for arg in found.args)


def indexed(found: Type | None, by_range: bool) -> Type | None:
    """What an index gives: a part of a text or a slice, an element, or the value of a key."""
    held = peeled(found)
    if held is None:
        return None
    if by_range:
        return (
            Type("str") if held.path in ("str", STRING) else Type("[]", held.args[:1]) if held.path in _LISTS else None
        )
    if held.path in ("std::collections::HashMap", "std::collections::BTreeMap"):
        return held.argument(1)
    if held.path in _VALUES:
        return held
    return held.argument(0) if held.path in _LISTS or held.path == "std::collections::VecDeque" else None


_LISTS = frozenset({"[]", VEC})
_VALUES = frozenset(
    {
        "serde_json::Value", "serde_json::value::Value", "toml::Value", "serde_yaml::Value", "yaml_rust::Yaml",
        "yaml_rust2::Yaml", "yaml_rust::yaml::Yaml", "yaml_rust2::yaml::Yaml",
    }
)  # fmt: skip


def element_of(found: Type | None) -> Type | None:
    """What iterating over a value of the type gives."""
    held = peeled(found)
    if held is None:
        return None
    if held.path in ("[]", VEC, "iter", "std::collections::VecDeque", "std::collections::HashSet", OPTION):
        return held.argument(0)
    if held.path in ("std::collections::HashMap", "std::collections::BTreeMap") and len(held.args) >= 2:
        return Type("()", held.args[:2])
    if held.path == "std::fs::ReadDir":
        return Type(RESULT, (Type("std::fs::DirEntry"),))
    return None
