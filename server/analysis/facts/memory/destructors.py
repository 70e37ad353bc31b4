"""What is lost when a value is never dropped."""

from __future__ import annotations

from ..code.members import declared, own_methods
from ..code.rust_file import RustFile
from ..code.type_model import OPTION, RESULT, Type
from ..data.destructors import DESTRUCTORS
from ..data.schema import facts_by_name
from ..moves.clone_costs import fields_of, is_copy_item

_KNOWN = facts_by_name(DESTRUCTORS)
_HOLDING = frozenset({OPTION, RESULT, "()", "[]"})
_DEPTH = 4


def lost_undropped(found: Type | None, file: RustFile, depth: int = _DEPTH) -> str | None:
    """What a value of the type gives back when it is dropped; None for nothing, or for what is not known."""
    if found is None or depth == 0:
        return None
    if found.path in _KNOWN:
        return _KNOWN[found.path]
    if found.path in _HOLDING:
        return next((lost for part in found.args if (lost := lost_undropped(part, file, depth - 1))), None)
    for unit in declared(found.path, file):
        if unit.node.type not in ("struct_item", "enum_item") or is_copy_item(unit):
            continue
        if own_methods(found.path, "drop", file):
            return "what its `Drop` does"
        parts = (lost_undropped(part, file, depth - 1) for part in fields_of(unit, found, file))
        return next((lost for lost in parts if lost), None)
    return None
