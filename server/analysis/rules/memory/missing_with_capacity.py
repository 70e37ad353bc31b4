"""A collection that is filled in a loop of known length grows by repeated reallocation."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.memory.filling import FILLS, Filling, filling_of
from ...facts.programs.settings_code import is_of_settings, is_settings_code
from ...facts.running.console import answers_on_the_console, talks_in_each_round
from ...facts.running.startup import is_startup
from ...finding import Severity
from ...rule import Call, Place, Sighting, calls, macros, rule, saw

_NEW = calls(*(f"{path}::{how}" for path in FILLS for how in ("new", "default")), "std::default::Default::default")
_FEW = 4  # elements that the first allocation of a Vec holds anyway


@rule(Severity.WARNING, on=_NEW + macros("vec"), heat=True)
def missing_with_capacity(call: Call, file: RustFile) -> Iterator[Sighting]:
    """An empty collection, bound by `let`, that a loop below fills in nearly every round."""
    if call.node.type == "macro_invocation" and file.text(call.node)[3:].strip("! ") not in ("[]", "()", "{}"):
        return
    filling = filling_of(call.node, file)
    if filling is None or (filling.number is not None and filling.number <= _FEW) or _is_cold(filling, file):
        return
    rounds = f"`{' '.join(filling.text.split())}`" if filling.text else "a known number of"
    message = f"`{filling.name}` is filled in a loop of {rounds} rounds and reallocates as it grows"
    yield saw(
        call,
        message,
        related=(Place(filling.loop, "filled here"),),
        declaration=filling.let,
        loop=filling.loop,
        data=_for_the_fix(filling),
    )


def _is_cold(filling: Filling, file: RustFile) -> bool:
    iterated = filling.loop.child_by_field_name("value")
    of_settings = iterated is not None and is_of_settings(iterated, file)
    return of_settings or is_settings_code(file) or is_startup(filling.let, file) or _is_for_people(filling, file)


def _is_for_people(filling: Filling, file: RustFile) -> bool:
    body = filling.loop.child_by_field_name("body")
    return answers_on_the_console(file) or (body is not None and talks_in_each_round(body, file))


def _for_the_fix(filling: Filling) -> dict[str, str]:
    place = {"container": filling.container, "place": filling.place}
    return {**place, "capacity": filling.text} if filling.text else place
