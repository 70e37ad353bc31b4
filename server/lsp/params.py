"""Reading what a client sent: plain JSON values, which may have any shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Params = Mapping[str, Any]
"""The `params` of a message."""

Position = tuple[int, int]
"""Line and character, in the encoding that was agreed."""


class Refused(ValueError):
    """A message that does not fit the state of the session."""

    code = -32600


class InvalidParams(Refused):
    """A message that does not have the protocol's shape; the text says where."""

    code = -32602


class NotOffered(Refused):
    """A request that this client was not told it may make."""

    code = -32601


class RefusedByClient(Refused):
    """The client does not do what it was asked for."""

    code = -32803


def member(value: Any, name: str, where: str = "params") -> Any:
    """A member that must be there."""
    if not isinstance(value, Mapping) or name not in value:
        raise InvalidParams(f"{where} has no {name!r}")
    return value[name]


def string(value: Any, name: str, where: str = "params") -> str:
    """A member that must be a string."""
    found = member(value, name, where)
    if not isinstance(found, str):
        raise InvalidParams(f"{where}.{name} must be a string")
    return found


def integer(value: Any, name: str, where: str = "params") -> int:
    """A member that must be an integer."""
    found = member(value, name, where)
    if not isinstance(found, int) or isinstance(found, bool):
        raise InvalidParams(f"{where}.{name} must be an integer")
    return found


def document_uri(params: Any) -> str:
    """The `textDocument.uri` of a message, as the client spells it."""
    return string(member(params, "textDocument"), "uri", "params.textDocument")


def position(value: Any, where: str) -> Position:
    """A `Position`."""
    return integer(value, "line", where), integer(value, "character", where)


def span(params: Any) -> tuple[Position, Position]:
    """The `range` of a message."""
    found = member(params, "range")
    start = position(member(found, "start", "params.range"), "params.range.start")
    return start, position(member(found, "end", "params.range"), "params.range.end")


def dig(value: Any, *names: str) -> Any:
    """What lies under a path of names, or None where the path breaks off."""
    for name in names:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def strings(value: Any) -> tuple[str, ...]:
    """The strings of a list, whatever else it is or holds."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
