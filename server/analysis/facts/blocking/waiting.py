"""Whether an async function ever waits: an `.await` of its own, or a macro that may hide one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import KNOWN, macro_name, token_tree
from ..code.awaits import awaits_below, is_other_future, parts_of
from ..code.calls import called_name
from ..code.members import declared
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..data.plain_macros import PLAIN_MACROS
from ..data.schema import facts_by_name
from .blocking_calls import blocking_source
from .chains import chain_behind, names_that_may_block

_PLAIN = frozenset(name.rpartition("::")[2] for name in facts_by_name(PLAIN_MACROS))
_UNFINISHED = re.compile(rb"\b(todo|unimplemented)!\s*[\(\[{]")
_AWAIT = re.compile(rb"\.\s*await\b|\basync\b|\$\(?\s*\$?\w*body\b")


def never_waits(function: Node, file: RustFile) -> bool:
    """Whether nothing in the function's own future awaits, and no macro can hide that something does."""
    body = function.child_by_field_name("body")
    if body is None or next(awaits_below(body, file), None) is not None:
        return False
    return not any(_may_wait(macro, file) for macro in _own_macros(body, file))


def is_unfinished(function: Node, file: RustFile) -> bool:
    """Whether the body is still to be written: it is empty, or says `todo!()`."""
    body = function.child_by_field_name("body")
    if body is None or not any(not n.type.endswith("_comment") for n in body.named_children):
        return True
    return _UNFINISHED.search(file.bytes_of(body)) is not None


def is_to_wait(function: Node, file: RustFile) -> bool:
    """Whether the function blocks its thread where it had better wait: it is async for a reason."""
    chained = names_that_may_block(file)
    return any(
        blocking_source(call, file) is not None
        or (called_name(call, file) in chained and chain_behind(call, file) is not None)
        for call in file.descendants(function, "call_expression")
    )


def _own_macros(body: Node, file: RustFile) -> Iterator[Node]:
    """The macros that the function itself runs, outside of closures and other futures."""
    stack = [body]
    while stack:
        current = stack.pop()
        if is_other_future(current, file):
            continue
        if current.type == "macro_invocation":
            yield current
        stack.extend(parts_of(current, file))


def _may_wait(macro: Node, file: RustFile) -> bool:
    name = macro_name(macro, file.data)
    written = macro.child_by_field_name("macro")
    path = canonical(written, file) if written is not None else None
    own = declared(path or f"self::{name}", file)
    if own:
        return any(_AWAIT.search(unit.text) is not None for unit in own) or _hides_code(macro, file)
    if name.encode() in KNOWN:
        return False
    tree = token_tree(macro)
    return name not in _PLAIN or (tree is not None and b"await" in file.bytes_of(tree))


def _hides_code(macro: Node, file: RustFile) -> bool:
    tree = token_tree(macro)
    return tree is not None and _AWAIT.search(file.bytes_of(tree)) is not None
