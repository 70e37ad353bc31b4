"""The index is checked again: `slice[index]`, without the unsafe block where nothing else in it is unsafe."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.calls import called_name
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_HARMLESS = frozenset(
    {"len", "get_mut", "get", "as_slice", "as_mut_slice", "as_bytes", "min", "max", "unwrap", "lock", "borrow"}
)
_BINDS_TIGHTER = ("try_expression", "index_expression", "await_expression", "type_cast_expression")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """A wrong index panics from now on."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None:
        return None
    borrow = "&mut " if called_name(call, view).endswith("_mut") else "&"
    place = f"{file.slice(finding.captures['receiver'])}[{file.slice(finding.captures['index'])}]"
    block = _block_of_its_own(call, view)
    outer = block or call
    inside = _read(call, place, borrow, view)
    if block is None:
        whole, text = inside
        return _unsafe(Edit(span_of(whole), text))
    whole, text = inside
    if whole == call and text.startswith("&"):
        whole, text = _read(outer, place, borrow, view)
        return _unsafe(Edit(span_of(whole), text))
    body = next(child for child in block.named_children if child.type == "block")
    first, last = body.named_children[0], body.named_children[-1]
    before = view.data[first.start_byte : whole.start_byte].decode("utf-8", "replace")
    after = view.data[whole.end_byte : last.end_byte].decode("utf-8", "replace").rstrip(";")
    return _unsafe(Edit(span_of(block), f"{before}{text}{after}"))


def _unsafe(edit: Edit) -> Fix:
    return Fix("Check the index: a wrong one panics instead of reading what is not there", Safety.UNSAFE, (edit,))


def _read(node: Node, place: str, borrow: str, view: RustFile) -> tuple[Node, str]:
    """What is replaced, and by what: `*` takes the borrow away, a method or field does without it."""
    around = view.parent(node)
    if around is not None and around.type == "unary_expression" and view.text(around).startswith("*"):
        return around, place
    if around is not None and around.type == "field_expression":
        return node, place
    if around is not None and around.type in _BINDS_TIGHTER:
        return node, f"({borrow}{place})"
    return node, f"{borrow}{place}"


def _block_of_its_own(call: Node, view: RustFile) -> Node | None:
    """The unsafe block around the call, if there is one expression in it and nothing else that may be unsafe."""
    block = next((each for each in view.ancestors(call) if each.type == "unsafe_block"), None)
    body = next((child for child in block.named_children if child.type == "block"), None) if block is not None else None
    if block is None or body is None or len(body.named_children) != 1:
        return None
    others = [each for each in view.descendants(block, "call_expression") if each != call]
    stars = [each for each in view.descendants(block, "unary_expression") if view.text(each).startswith("*")]
    alone = all(called_name(each, view) in _HARMLESS for each in others) and all(_is_of(each, call) for each in stars)
    return block if alone else None


def _is_of(star: Node, call: Node) -> bool:
    return star.named_children[0] == call
