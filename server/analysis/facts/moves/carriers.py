"""What holds a value that may be missing: an `Option`, a `Result`, the entry of a map."""

from __future__ import annotations

import enum

from tree_sitter import Node

from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile
from ..code.type_model import OPTION, RESULT, peeled
from ..data.method_names import GIVING_OPTIONS, GIVING_RESULTS, KEEPING_EITHER
from ..types.expressions import type_of


class Carrier(enum.Enum):
    """What a method such as `unwrap_or` is called on. `EITHER` is an `Option` or a `Result`."""

    OPTION = "Option"
    RESULT = "Result"
    EITHER = "either"
    ENTRY = "entry"


_BY_TYPE = {OPTION: Carrier.OPTION, RESULT: Carrier.RESULT}
_STEPS = 16
_MADE = {
    "std::option::Option::Some": Carrier.OPTION,
    "std::option::Option::None": Carrier.OPTION,
    "std::result::Result::Ok": Carrier.RESULT,
    "std::result::Result::Err": Carrier.RESULT,
}
_RESULTS = ("std::env::var", "std::fs::", "std::str::from_utf8", "std::string::String::from_utf8")


def carrier_of(receiver: Node, file: RustFile, *, unknown: Carrier | None) -> Carrier | None:
    """What a method is called on, `unknown` where nothing tells; None where it is something else."""
    known = peeled(type_of(receiver, file))
    if known is None:
        return _by_names(receiver, file) or unknown
    found = _BY_TYPE.get(known.path)
    return unknown if unknown is Carrier.ENTRY and found is None else found


def _by_names(value: Node, file: RustFile) -> Carrier | None:
    """What a chain of calls says of its own result."""
    for _ in range(_STEPS):
        if value.type != "call_expression":
            return None
        receiver, name = receiver_of(value), called_name(value, file)
        if receiver is None:
            path = callee_path(value, file)
            return _MADE.get(path) or (Carrier.RESULT if path.startswith(_RESULTS) or name == "try_from" else None)
        if name in GIVING_OPTIONS:
            return Carrier.OPTION
        if name in GIVING_RESULTS:
            return Carrier.RESULT
        if name not in KEEPING_EITHER:
            return None
        known = peeled(type_of(receiver, file))
        if known is not None:
            return _BY_TYPE.get(known.path)
        value = receiver
    return None
