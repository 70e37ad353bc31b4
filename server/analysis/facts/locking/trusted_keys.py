"""Keys of maps that no attacker can choose so that they collide, or that there are only a few of."""

from __future__ import annotations

from ..code.members import declared
from ..code.rust_file import RustFile
from ..code.type_model import INTEGERS, Type
from ..moves.clone_costs import fields_of

_NUMBERS = INTEGERS | {"std::num::NonZero"}
_KNOWN = _NUMBERS | {"char", "bool", "std::any::TypeId", "std::thread::ThreadId"}
_DEPTH = 3


def is_trusted_key(key: Type | None, file: RustFile, depth: int = _DEPTH) -> bool:
    """Whether a key is a number, a variant without data, or put together of such; a text may come from anywhere."""
    if key is None or depth == 0:
        return False
    if key.path in _KNOWN:
        return True
    if key.path == "()":
        return bool(key.args) and all(is_trusted_key(part, file, depth - 1) for part in key.args)
    units = [unit for unit in declared(key.path, file) if unit.node.type in ("struct_item", "enum_item")]
    return bool(units) and all(
        is_trusted_key(part, file, depth - 1) for unit in units for part in fields_of(unit, key, file)
    )
