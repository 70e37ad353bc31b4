"""How rustc lays out values in memory, as far as its choices can be foreseen, on a machine of 64 bits.

rustc orders the fields of a struct as it likes, by falling alignment; what tells the variants of an enum apart goes
into values that another field never has, or into a tag of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

POINTER = 8


class Size(NamedTuple):
    """What a value takes: bytes, and at least so many where it is not `exact`.

    `spare` counts the values that its roomiest field of `width` bytes never has. `sized` is false for what only
    stands behind a pointer, `possible` for what has no value at all.
    """

    bytes: int
    align: int = 1
    spare: int = 0
    width: int = 0
    exact: bool = True
    sized: bool = True
    possible: bool = True


UNSIZED = Size(0, sized=False)
EMPTY = Size(0)
NEVER = Size(0, possible=False)
THIN = Size(POINTER, POINTER, 1, POINTER)
FAT = Size(2 * POINTER, POINTER, 1, POINTER)

PRIMITIVES: dict[str, Size] = {
    "u8": Size(1, 1), "i8": Size(1, 1), "u16": Size(2, 2), "i16": Size(2, 2), "u32": Size(4, 4), "i32": Size(4, 4),
    "u64": Size(8, 8), "i64": Size(8, 8), "u128": Size(16, 16), "i128": Size(16, 16), "usize": Size(8, 8),
    "isize": Size(8, 8), "f32": Size(4, 4), "f64": Size(8, 8),
    "bool": Size(1, 1, 254, 1), "char": Size(4, 4, (1 << 32) - 0x110000, 4), "str": UNSIZED,
}  # fmt: skip


def at_least(count: int) -> Size:
    """A value of which only so much is known."""
    return Size(count, exact=False)


def pointer_to(target: Size | None) -> Size:
    """A pointer, with a length or a vtable beside it where its target has no size of its own."""
    return THIN if target is None or target.sized else FAT


def together(fields: Iterable[Size | None], *, ordered: bool = False, align: int = 1) -> Size:
    """A struct or tuple of these fields; `ordered` keeps them as they stand, as `repr(C)` does."""
    known = list(fields)
    parts = [field for field in known if field is not None]
    if not ordered:
        parts.sort(key=lambda field: -field.align)
    end, most = 0, align
    for field in parts:
        end = _up(end, field.align) + field.bytes
        most = max(most, field.align)
    roomiest = max(parts, key=lambda field: field.spare, default=EMPTY)
    exact = len(parts) == len(known) and all(field.exact for field in parts)
    possible = all(field.possible for field in parts)
    return Size(_up(end, most), most, roomiest.spare, roomiest.width, exact, possible=possible)


def repeated(element: Size, count: int) -> Size:
    """An array."""
    spare, width = (element.spare, element.width) if count else (0, 0)
    return element._replace(bytes=element.bytes * count, spare=spare, width=width)


def one_of(variants: Sequence[Sequence[Size | None]], *, tag: int = 0) -> Size:
    """An enum of variants with these fields; a `tag` of so many bytes is asked for by its `repr`."""
    structs = [(together(fields), fields) for fields in variants]
    used = [(size, fields) for size, fields in structs if size.possible or size.bytes]
    if not used:
        return NEVER
    exact = all(size.exact for size, _ in used)
    if len(used) == 1 and not tag:
        return used[0][0]._replace(exact=exact)
    if not exact:
        return max((size for size, _ in used), key=lambda size: size.bytes)._replace(exact=False, spare=0, width=0)
    hidden = _in_a_niche([size for size, _ in used]) if not tag else None
    tagged = _tagged([fields for _, fields in used], tag)
    if hidden is not None and (hidden.bytes, -hidden.spare) <= (tagged.bytes, -tagged.spare):
        return hidden
    return tagged


def overlaid(fields: Sequence[Size | None]) -> Size:
    """A union."""
    whole = together(fields)
    largest = max((field.bytes for field in fields if field is not None), default=0)
    return Size(_up(largest, whole.align), whole.align, exact=whole.exact)


def without_niches(size: Size) -> Size:
    """What lets nobody see which of its values are never taken: cells, atomics, memory that may not be written yet."""
    return size._replace(spare=0, width=0)


def _in_a_niche(structs: list[Size]) -> Size | None:
    """The variants told apart by values that the largest never has; the others must fit beside that field."""
    largest = max(structs, key=lambda size: size.bytes)
    needed = len(structs) - 1
    others = list(structs)
    others.remove(largest)
    room = largest.bytes - largest.width
    if largest.spare < needed or any(_up(size.bytes, size.align) > room for size in others):
        return None
    align = max(size.align for size in structs)
    return Size(_up(largest.bytes, align), align, largest.spare - needed, largest.width)


def _tagged(variants: list[Sequence[Size | None]], tag: int) -> Size:
    """A tag in front, and the fields of each variant behind it, the least aligned first."""
    width = tag or (1 if len(variants) <= 1 << 8 else 2)
    end, align = width, width
    for fields in variants:
        at = width
        for field in sorted((f for f in fields if f is not None), key=lambda f: f.align):
            at = _up(at, field.align) + field.bytes
            align = max(align, field.align)
        end = max(end, at)
    return Size(_up(end, align), align, (1 << 8 * width) - len(variants), width)


def _up(offset: int, align: int) -> int:
    return -(-offset // align) * align


def any_of(sizes: list[Size | None]) -> Size | None:
    """One of several declarations, of which a `cfg` chooses."""
    known = [size for size in sizes if size is not None]
    if len(sizes) == 1 or len(known) < len(sizes) or not known:
        return known[0] if len(sizes) == 1 and known else None
    return known[0] if len(set(known)) == 1 else at_least(min(size.bytes for size in known))
