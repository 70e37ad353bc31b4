"""A generic function parted in two: what converts the arguments stays, and all else moves into a function beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tree_sitter import Node

from ..analysis.facts.code.members import declared, own_methods
from ..analysis.facts.code.nodes import is_mutable, modifiers
from ..analysis.facts.code.paths import canonical, own_type_path, owner_type
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.code.scope import scope_of
from ..analysis.facts.generics.converted_arguments import Converted, conversion_at, converted_arguments
from ..analysis.facts.types.returned import is_async
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile, span_of

_ATTRIBUTE = re.compile(rb"#\[\s*((?:\w+\s*::\s*)*\w+)")
_STAYING = frozenset({b"doc", b"must_use", b"deprecated", b"track_caller"})
_GOING_ALONG = frozenset({b"cfg", b"allow", b"expect", b"warn", b"deny"})
_KNOWN_TO_TAKE_PATHS = re.compile(r"(std|tokio)::fs::|std::path::Path(Buf)?::")
_WITHOUT_LIFETIMES = re.compile(r"(std::(io|result|option|vec|string|path|fmt)::|bool$|u\d|i\d|usize$|isize$|f\d)")


@dataclass(frozen=True)
class Parted:
    """The edits that part a function, and the name of the new one."""

    name: str
    edits: tuple[Edit, ...]


def parted(function: Node, view: RustFile, file: FixFile) -> Parted | None:
    """The function and its inner one; None where the second could not be written as the first is."""
    label, body, parameters = (function.child_by_field_name(field) for field in ("name", "body", "parameters"))
    arguments = converted_arguments(function, view)
    if label is None or body is None or parameters is None or not arguments or not _is_plain(function, view):
        return None
    name = f"{view.text(label)}_inner"
    if _is_taken(name, view) or _is_lost_in_lifetimes(function, arguments, view):
        return None
    moved = _moved(arguments, view)
    heads = [_head(each, arguments, moved, view) for each in parameters.named_children if _is_parameter(each)]
    if moved is None or any(head is None for head in heads):
        return None
    shown = [head for head in heads if head is not None]
    edits = list(moved.edits)
    edits += [Edit(span, "") for head in shown if (span := head.mutable) is not None]
    edits.append(_between(function, body, name, shown, view, file))
    return Parted(name, tuple(edits))


@dataclass(frozen=True)
class _Moved:
    """What becomes of the conversions: edits in the body, and the names under which the results go on."""

    edits: tuple[Edit, ...]
    names: dict[int, str]


@dataclass(frozen=True)
class _Head:
    """A parameter of the inner function, and what is given for it; `mutable` is the `mut ` that only it needs."""

    declared: str
    given: str
    mutable: Span | None = None


def _is_parameter(node: Node) -> bool:
    return node.type not in ("line_comment", "block_comment")


def _is_plain(function: Node, view: RustFile) -> bool:
    """Whether nothing about the function but its types would have to be said again."""
    head = view.data[view.unit.start : function.start_byte]
    if any(name.replace(b" ", b"") not in _STAYING | _GOING_ALONG for name in _ATTRIBUTE.findall(head)):
        return False
    if any(word.type != "async" for word in modifiers(function)):
        return False
    where = next((child for child in function.children if child.type == "where_clause"), None)
    if where is not None and any(b"'" in view.bytes_of(each) for each in where.named_children):
        return False
    returned = function.child_by_field_name("return_type")
    return returned is None or not any(word in view.bytes_of(returned) for word in (b"impl ", b"dyn "))


def _is_taken(name: str, view: RustFile) -> bool:
    owner = own_type_path(view)
    if owner is not None:
        return bool(own_methods(owner, name, view))
    return bool(declared(scope_of(view).path_of(name), view)) or bool(view.names.mentioning(name))


def _is_lost_in_lifetimes(function: Node, arguments: list[Converted], view: RustFile) -> bool:
    """Whether a borrowed result might no longer say what it borrows from, as one more argument is a reference."""
    parameters, returned = (function.child_by_field_name(field) for field in ("parameters", "return_type"))
    if returned is None or parameters is None or not any(a.conversion.target.startswith("&") for a in arguments):
        return False
    if any(each.type == "self_parameter" and b"&" in view.bytes_of(each) for each in parameters.named_children):
        return False
    if b"&" in view.bytes_of(returned) or b"'_" in view.bytes_of(returned):
        return True
    if b"&" not in view.bytes_of(parameters):
        return False
    names = [
        each for each in (returned, *view.descendants(returned, "type_identifier")) if each.type == "type_identifier"
    ]
    return not all(_has_no_lifetime(each, view) for each in names)


def _has_no_lifetime(name: Node, view: RustFile) -> bool:
    around = name.parent
    if around is not None and around.type == "generic_type" and b"<'" in view.bytes_of(around).replace(b" ", b""):
        return True
    if view.text(name) == "Self":
        return owner_type(view) is not None and all(b"'" not in frame.head for frame in view.unit.frames)
    path = canonical(name, view) or view.text(name)
    units = declared(path, view)
    if units:
        heads = (unit.node.child_by_field_name("type_parameters") for unit in units)
        return all(head is None or b"'" not in (head.text or b"") for head in heads)
    return _WITHOUT_LIFETIMES.match(path) is not None or path in ("Result", "Option", "String", "Vec", "Box")


def _moved(arguments: list[Converted], view: RustFile) -> _Moved | None:
    """The conversions taken out of the body; None where one of them has to stay."""
    edits: list[Edit] = []
    names: dict[int, str] = {}
    for each in arguments:
        calls = [conversion_at(use, each.conversion, view) for use in each.uses]
        if len(calls) > 1 and each.conversion.method != "as_ref":
            return None
        name = view.text(each.name)
        for use, call in zip(each.uses, calls, strict=True):
            let = call.parent if call is not None else None
            pattern = let.child_by_field_name("pattern") if let is not None and let.type == "let_declaration" else None
            if call is None:
                if not _takes_paths(use, view):
                    return None
            elif len(calls) == 1 and let is not None and pattern is not None and pattern.type == "identifier":
                names[each.name.start_byte] = ("mut " if is_mutable(let) else "") + view.text(pattern)
                edits.append(Edit(_whole_line(let, view), ""))
            else:
                edits.append(Edit(Span(call.start_byte, call.end_byte), name))
        names.setdefault(each.name.start_byte, name)
    return _Moved(tuple(edits), names)


def _takes_paths(use: Node, view: RustFile) -> bool:
    """Whether an argument that is handed on may as well be a `&Path`."""
    call = use.parent
    while call is not None and call.type in ("arguments", "reference_expression"):
        call = call.parent
    function = call.child_by_field_name("function") if call is not None else None
    return function is not None and _KNOWN_TO_TAKE_PATHS.match(canonical(function, view) or "") is not None


def _whole_line(let: Node, view: RustFile) -> Span:
    start = view.data.rfind(b"\n", 0, let.start_byte)
    end = view.data.find(b"\n", let.end_byte)
    alone = not view.data[start + 1 : let.start_byte].strip() and not view.data[let.end_byte : end].strip()
    return Span(start, end) if alone else Span(let.start_byte, let.end_byte)


def _head(parameter: Node, arguments: list[Converted], moved: _Moved | None, view: RustFile) -> _Head | None:
    if parameter.type == "self_parameter":
        return _Head(view.text(parameter), "")
    name, written = parameter.child_by_field_name("pattern"), parameter.child_by_field_name("type")
    if parameter.type != "parameter" or name is None or written is None or name.type != "identifier" or moved is None:
        return None
    for each in arguments:
        if each.name.start_byte == name.start_byte:
            given = f"{view.text(name)}.{each.conversion.method}()"
            return _Head(f"{moved.names[name.start_byte]}: {each.conversion.target}", given)
    word = next((child for child in parameter.children if child.type == "mutable_specifier"), None)
    mutable = Span(word.start_byte, name.start_byte) if word is not None else None
    return _Head(view.text(parameter), view.text(name), mutable)


def _between(function: Node, body: Node, name: str, heads: list[_Head], view: RustFile, file: FixFile) -> Edit:
    """What comes to stand at the start of the body: the call, the end of the outer function, the head of the inner."""
    line, indent = file.newline, file.indentation(function.start_byte)
    owned = own_type_path(view) is not None
    method = bool(heads) and not heads[0].given
    callee = f"self.{name}" if method else f"Self::{name}" if owned else name
    waits = ".await" if is_async(function) else ""
    call = f"{callee}({', '.join(head.given for head in heads if head.given)}){waits}"
    returned = function.child_by_field_name("return_type")
    result = f" -> {view.text(returned)}" if returned is not None else ""
    along = [view.text(each) for each in view.unit.leading if each.type == "attribute_item" and _goes_along(each, view)]
    signature = (
        f"{'async ' if waits else ''}fn {name}{_lifetimes(function, view)}({', '.join(h.declared for h in heads)})"
    )
    attributes = "".join(f"{text}{line}{indent}" for text in along)
    text = f"{line}{indent}    {call}{line}{indent}}}{line}{line}{indent}{attributes}{signature}{result} {{"
    at = span_of(body).start + 1
    return Edit(Span(at, at), text)


def _goes_along(attribute: Node, view: RustFile) -> bool:
    found = _ATTRIBUTE.match(view.bytes_of(attribute))
    return found is not None and found[1] in _GOING_ALONG


def _lifetimes(function: Node, view: RustFile) -> str:
    listed = function.child_by_field_name("type_parameters")
    found = [view.text(each) for each in listed.named_children if each.type == "lifetime_parameter"] if listed else []
    return f"<{', '.join(found)}>" if found else ""
