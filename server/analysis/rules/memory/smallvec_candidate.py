"""A field is a `Vec` of a few small elements: an allocation and a pointer for what fits beside the other fields."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.derives import derived_by
from ...facts.code.nodes import visibility_of
from ...facts.code.rust_file import RustFile
from ...facts.code.type_model import VEC
from ...facts.locking.locks import has_outside_modules
from ...facts.memory.few_elements import FEW, most_elements
from ...facts.moves.clone_costs import Cost, clone_cost
from ...facts.types.sizes import size_of_type
from ...facts.types.written_types import type_from
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_MOST_BYTES = 64
# Other derived traits may make values of the struct, as those of serde and clap do.
_MAKE_NOTHING = frozenset(
    {"Debug", "Clone", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash", "Default", "Serialize", "Display"}
)


@rule(Severity.SUGGESTION, on=nodes("field_declaration"), needs=b"Vec<", default=False)
def smallvec_candidate(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Private fields of Copy elements whose every value is written out in the source, and that never grow."""
    name, written = (call.node.child_by_field_name(field) for field in ("name", "type"))
    label = file.unit.node.child_by_field_name("name")
    if name is None or written is None or label is None or file.unit.node.type != "struct_item":
        return
    if visibility_of(call.node) is not None or has_outside_modules(file):
        return
    found = type_from(written, file)
    element = found.argument(0) if found is not None and found.path == VEC else None
    size = size_of_type(element, file) if element is not None else None
    if size is None or clone_cost(element, file) is not Cost.COPY:
        return
    if any(each.path.rpartition("::")[2] not in _MAKE_NOTHING for each in derived_by(file.unit.node, file)):
        return
    owner = "::".join(("self", *file.unit.modules, file.text(label)))
    most = most_elements(file.text(name), owner, file)
    if most and most <= FEW and most * size.bytes <= _MOST_BYTES:
        message = (
            f"`{file.text(name)}` never has more than {most} elements: a `SmallVec` keeps them without an allocation"
        )
        yield saw(written, message)
