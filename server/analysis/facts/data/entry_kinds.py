"""What is known of functions that something outside calls again and again."""

from __future__ import annotations

from typing import NamedTuple


class How:
    """How often such a function runs, in words."""

    REQUEST = "per request"
    MESSAGE = "per message"
    CONNECTION = "per connection"
    ITEM = "per item"


class Entry(NamedTuple):
    """How often such a function runs ("per request"), and what it is ("an axum handler")."""

    how: str
    what: str


class Contract(NamedTuple):
    """The functions of a trait that are called again and again, all where none is named; `of_all`: in any crate."""

    entry: Entry
    functions: tuple[str, ...]
    of_all: bool = False


class Serving(NamedTuple):
    """A method that serves with what it is given, where its chain begins with one of these paths or `.methods`."""

    entry: Entry
    begins: tuple[str, ...]
