"""Unsafe code without a word on why it is sound: nobody can check it, and nobody dares to change it."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.binding_code import is_binding_code
from ...facts.code.rust_file import RustFile
from ...facts.unsafe_code.safety_comments import is_argued, is_argued_beside
from ...facts.unsafe_code.unsafe_claims import claim_of, is_extern, is_unsafe
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.SUGGESTION, on=nodes("unsafe_block", "impl_item"), needs=b"unsafe")
def undocumented_unsafe(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Blocks and implementations; in an `unsafe fn` or a callback the caller has to keep the promise."""
    node = call.node
    is_block = node.type == "unsafe_block"
    if not is_block and not any(child.type == "unsafe" for child in node.children):
        return
    if is_argued(node, file) or is_binding_code(file):
        return
    if not is_block:
        if not is_argued_beside(node, file):
            yield saw(
                node, "nothing says why this `unsafe impl` is sound: a `// SAFETY:` comment is missing", block=node
            )
    elif not _is_promised_around(node, file):
        claim = claim_of(node, file)
        if claim is not None:
            message = f"nothing says why this `unsafe` block is sound, which needs that {claim}"
            yield saw(node.children[0], message, block=node, data={"claim": claim})


def _is_promised_around(node: Node, file: RustFile) -> bool:
    for around in file.ancestors(node):
        if around.type == "unsafe_block":
            return True
        if around.type == "function_item":
            return is_unsafe(around) or is_extern(around)
    return False
