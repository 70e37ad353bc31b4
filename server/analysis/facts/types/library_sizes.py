"""The sizes of types of libraries, by what the table says that they are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..data.schema import facts_by_name
from ..data.sizes import CRATE_SIZES, STD_SIZES, UNSIZED_TYPES, Fields
from .layouts import FAT, PRIMITIVES, THIN, Size, one_of, pointer_to, together, without_niches

FIELDS = facts_by_name(STD_SIZES, CRATE_SIZES)
UNSIZED_NAMES = frozenset(facts_by_name(UNSIZED_TYPES))

_TOKENS = PRIMITIVES | {
    "ptr": THIN,
    "fat": FAT,
    "cap": Size(8, 8, 1 << 63, 8),
    "nanos": Size(4, 4, (1 << 32) - 10**9, 4),
}
_TOKEN = re.compile(r"(&|own)?(\w+)(?::(\w+(?:\*\d+)?))?(?:\*(\d+))?")


def is_pointer(fact: Fields) -> bool:
    """Whether a type only points to its argument."""
    return fact.written.startswith("&") and "|" not in fact.written


def of_fields(fact: Fields, arguments: Sequence[Size | None]) -> Size | None:
    """A type of a library with these type arguments."""
    variants = [
        [size for token in part.split() for size in _of_token(token, arguments)] for part in fact.written.split("|")
    ]
    found = together(variants[0], align=fact.align) if len(variants) == 1 else one_of(variants)
    return (without_niches(found) if fact.hides else found)._replace(exact=found.exact and not fact.at_least)


def _of_token(token: str, arguments: Sequence[Size | None]) -> list[Size | None]:
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise ValueError(f"not a field: {token}")
    kind, word, default, times = found.groups()
    if not word.isdigit():
        return [_TOKENS[word]] * int(times or 1)
    given = arguments[int(word)] if int(word) < len(arguments) else None
    if given is None and default is not None and int(word) >= len(arguments):
        return _of_token(default, arguments)
    if kind == "&":
        return [pointer_to(given)]
    if kind == "own" and given is not None and not given.sized:
        return [_TOKENS["cap"], THIN, PRIMITIVES["usize"]]
    return [given] * int(times or 1)
