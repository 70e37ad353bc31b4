"""A large value that is alive across an `.await` lies in the future, and is copied wherever that is moved."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.awaiting.future_parts import LARGE, Part, local_part, parameter_part, parts_at
from ...facts.code.rust_file import RustFile
from ...facts.running.startup import is_main
from ...facts.types.value_sizes import array_of
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw

_SHOWN = 3  # await points that are listed


@rule(Severity.WARNING, on=nodes("let_declaration", "parameter"), needs=b"async")
def large_future(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Locals and parameters of 16 KiB, alone or with what else is alive at the same await point."""
    part = (parameter_part if call.node.type == "parameter" else local_part)(call.node, file)
    # The future of `main` is polled where it was made.
    if part is None or is_main(part.future, file):
        return
    if part.size.bytes >= LARGE:
        yield _alone(part, call.node, file)
    else:
        yield from _together(part, file)


def _alone(part: Part, declared: Node, file: RustFile) -> Sighting:
    value, written = _array_value(declared), declared.child_by_field_name("type")
    typed = written if written is not None and written.type == "array_type" else value
    counted = array_of(typed, file) if typed is not None else None
    how = f" ({counted.words})" if counted is not None else ""
    times = len(part.awaits)
    points = "an `.await`" if times == 1 else f"{times} await points"
    name = declared.child_by_field_name("pattern")
    what = f"`{file.text(name)}`" if name is not None else "this value"
    message = f"{what} puts {_shown(part)}{how} into this future, as it is alive across {points}"
    places = tuple(Place(point, "it is alive here") for point in part.awaits[:_SHOWN])
    return saw(part.node, message, related=places, array=value, declared=declared)


def _array_value(declared: Node) -> Node | None:
    """The array that a local begins with, behind `&mut` too."""
    value = declared.child_by_field_name("value")
    if value is not None and value.type == "reference_expression":
        value = value.child_by_field_name("value")
    return value if value is not None and value.type == "array_expression" else None


def _together(part: Part, file: RustFile) -> Iterator[Sighting]:
    """The sum at the await point where it is largest, told once: at its largest part."""
    sums = [parts_at(point, part.future, file) for point in part.awaits]
    parts = max(sums, key=_bytes, default=[])
    total = _bytes(parts)
    if total < LARGE:
        return
    largest = max(parts, key=lambda each: each.size.bytes)
    first = next(each for each in parts if each.node.type == "identifier")
    if first.node != part.node:
        return
    terms = " + ".join(f"`{_name(each, file)}` {_shown(each)}" for each in parts)
    places = tuple(Place(each.node, f"{_shown(each)} of it") for each in parts if each.node != largest.node)
    message = f"this future is at least {_kib(total)}: {terms} are alive at once"
    let = largest.node.parent if largest.node.type == "identifier" else None
    if let is None:
        yield saw(largest.node, message, related=places, awaited=largest.node)
    else:
        yield saw(largest.node, message, related=places, declared=let, array=_array_value(let))


def _bytes(parts: list[Part]) -> int:
    return sum(part.size.bytes for part in parts)


def _name(part: Part, file: RustFile) -> str:
    function = part.node.child_by_field_name("function") if part.node.type == "call_expression" else None
    return f"{file.text(function)}()" if function is not None else file.text(part.node)


def _shown(part: Part) -> str:
    return f"{'' if part.size.exact else 'at least '}{_kib(part.size.bytes)}"


def _kib(count: int) -> str:
    return f"{count / 1024:.1f} KiB".replace(".0 ", " ")
