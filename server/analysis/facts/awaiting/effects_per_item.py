"""Effects on a service that each have a key of their own: a file stored, an object deleted."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.calls import called_name, callee_path, function_of, receiver_of, receivers
from ..code.rust_file import RustFile
from ..data.verbs import KEYED, ORDERED_WORDS
from ..data.wait_kinds import Waits
from .await_steps import Step
from .far_waits import waits_for
from .independence import is_exclusive
from .waits_per_item import says

_ORDERED = re.compile(rf"(?i)(^|_)({ORDERED_WORDS})s?(_|$)")
_LOCAL = re.compile(r"(?i)cache|local|temp|tmp|to_(file|disk|path)")
# A text, or a constant.
_FIXED = re.compile(rb'&?(\w+::)*([A-Z][A-Z0-9_]+$|r?#*"[^{]*"$)')
_FILES = ("tokio::fs::", "async_std::fs::", "smol::fs::", "async_fs::")


def is_effect_of_its_own(step: Step, names: set[bytes], file: RustFile) -> bool:
    """Whether a call changes one thing of a service that it names by its item, over a handle that all may share."""
    if not _is_of_keyed(step, file) or not _is_keyed(step.call, names, file):
        return False
    if has_an_order(step, names, file) or is_exclusive(step, file):
        return False
    waits = waits_for(step.call, file)
    return bool(waits & Waits.SERVICE) and not waits & Waits.DATABASE


def has_an_order(step: Step, names: set[bytes], file: RustFile) -> bool:
    """Whether a call that stores or deletes something does so in a log, under one key for all, or close by."""
    if not _is_of_keyed(step, file):
        return False
    path = file.text(function_of(step.call) or step.call)
    return (
        _ORDERED.search(_verb(step.call, file)) is not None
        or _LOCAL.search(path) is not None
        or not (_is_keyed(step.call, names, file) or _is_on_item(step.call, names, file))
    )


def _is_of_keyed(step: Step, file: RustFile) -> bool:
    return _verb(step.call, file).removeprefix("try_").split("_")[0] in KEYED


def is_own_file(step: Step, names: set[bytes], file: RustFile) -> bool:
    """`tokio::fs::remove_file(path)` of the item's own file."""
    return callee_path(step.call, file).startswith(_FILES) and _is_keyed(step.call, names, file)


def _verb(call: Node, file: RustFile) -> str:
    """What is asked of a client: `delete_object` of `client.delete_object().key(key).send()`."""
    links = [called_name(link, file) for link in receivers(call)]
    return links[-1] if links[0] in ("send", "execute", "call") else links[0]


def _is_keyed(call: Node, names: set[bytes], file: RustFile) -> bool:
    """Whether an argument is made from the item, and is no value that is put under one fixed key."""
    for link in receivers(call):
        given = list(arguments_of(link))
        if given and not _FIXED.match(file.bytes_of(given[0])) and any(says(each, names, file) for each in given):
            return True
    return False


def _is_on_item(call: Node, names: set[bytes], file: RustFile) -> bool:
    roots = (receiver_of(link) for link in receivers(call))
    return any(root is not None and root.type != "call_expression" and says(root, names, file) for root in roots)
