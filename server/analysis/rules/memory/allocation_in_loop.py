"""A buffer that each round of a loop allocates and frees anew; one for all rounds would keep its memory."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.memory.round_buffers import buffer_of
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.cold_paths import is_cold_path
from ...facts.running.startup import is_startup
from ...finding import Severity
from ...rule import Call, Place, Sighting, calls, macros, methods, rule, saw

_MADE = calls(
    *(f"std::collections::{name}::{how}" for name in ("HashMap", "HashSet", "VecDeque", "BinaryHeap")
      for how in ("new", "with_capacity")),
    *(f"std::{name}::{how}" for name in ("vec::Vec", "string::String") for how in ("new", "with_capacity")),
)  # fmt: skip


@rule(Severity.WARNING, on=_MADE + macros("vec") + methods("to_vec", "collect"), heat=True)
def allocation_in_loop(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`let` in the body of a loop that runs often, of a collection that no round hands on."""
    around = file.parent(call.node)
    if around is None or around.type != "let_declaration":
        return
    found = buffer_of(call.node, file)
    if found is None or is_cold_path(call.node, file) or is_settings_code(file) or is_startup(found.loop, file):
        return
    name = file.text(found.name)
    yield saw(
        call,
        f"`{name}` is allocated and freed in each round: one above the loop would keep its memory",
        related=(Place(found.loop, "the loop"),),
        let=found.let,
        loop=found.loop,
        variable=found.name,
        data={"how": found.how},
    )
