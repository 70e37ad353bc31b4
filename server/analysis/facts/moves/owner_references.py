"""Parameters that are references to an owner of memory, where a reference to the memory would do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.calls import argument_index
from ..code.nodes import is_declared, is_mutable
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..types.parameters import is_slice, wanted_by
from .borrowed_uses import PATH, SLICE, STR, Use, all_uses, is_indexed, method_on

_OWNERS = {"std::vec::Vec": "[]", "std::string::String": "str", "std::path::PathBuf": "Path", "std::borrow::Cow": "Cow"}
_WRITTEN = re.compile(rb"&\s*(?:'\w+\s+)?(?:mut\s+)?(?:\w+\s*::\s*)*(?:Vec|String|PathBuf|Cow)\b")
_METHODS = {
    "[]": SLICE | {"len", "is_empty"},
    "str": STR | {"len", "is_empty"},
    "Path": PATH,
    "Cow": STR | SLICE | {"len", "is_empty", "to_string"},
}
_RENAMED = {
    "[]": {"clone": ".to_owned()"},
    "str": {"clone": ".to_owned()", "as_str": ""},
    "Path": {"clone": ".to_path_buf()", "as_path": ""},
    "Cow": {},
}
_TAKE_BORROWED = frozenset(
    {"push_str", "extend_from_slice", "copy_from_slice", "clone_from_slice", "write_all", "write_str"}
)
"""Methods of the standard library that want a text or a slice."""


class Parameter(NamedTuple):
    """A parameter `name: &Owner`: the written owner, what would do, and the calls that are spelled otherwise then."""

    name: Node
    owner: Node
    instead: str
    renamed: tuple[tuple[Node, str], ...]


def owner_parameters(function: Node, file: RustFile) -> Iterator[Parameter]:
    """The parameters of a function through which nothing is asked of the owner that the memory could not answer."""
    parameters = function.child_by_field_name("parameters")
    if parameters is None or not _WRITTEN.search(file.data, parameters.start_byte, parameters.end_byte):
        return
    if _is_fixed(function, file):
        return
    for parameter in parameters.named_children:
        found = _judged(parameter, function, file) if parameter.type == "parameter" else None
        if found is not None:
            yield found


def _is_fixed(function: Node, file: RustFile) -> bool:
    """Whether a trait or another language has said what the function takes."""
    if is_declared(function, "extern_modifier"):
        return True
    return function == file.unit.node and bool(file.unit.frames and file.unit.frames[-1].trait)


def _judged(parameter: Node, function: Node, file: RustFile) -> Parameter | None:
    name, written = parameter.child_by_field_name("pattern"), parameter.child_by_field_name("type")
    owner = written.child_by_field_name("type") if written is not None and written.type == "reference_type" else None
    body = function.child_by_field_name("body")
    if name is None or written is None or owner is None or name.type != "identifier":
        return None
    if file.bytes_of(name).startswith(b"_") or is_mutable(parameter) or (body is None and is_mutable(written)):
        return None
    kind, instead = _kind_of(owner, file)
    if kind is None or (kind == "Cow" and is_mutable(written)):
        return None
    renamed: list[tuple[Node, str]] = []
    if body is not None and not all_uses(name, function, file, _Judge(kind, renamed, file)):
        return None
    return Parameter(name, owner, instead, tuple(renamed))


def _kind_of(owner: Node, file: RustFile) -> tuple[str | None, str]:
    """What the owner holds, and how that is written."""
    is_generic = owner.type == "generic_type"
    path = canonical((owner.child_by_field_name("type") if is_generic else owner) or owner, file)
    kind = _OWNERS.get(path or "")
    given = owner.child_by_field_name("type_arguments") if is_generic else None
    arguments = [each for each in given.named_children if each.type != "lifetime"] if given is not None else []
    if kind == "[]" and len(arguments) == 1:
        return kind, f"[{file.text(arguments[0])}]"
    if kind == "Cow" and len(arguments) == 1 and file.text(arguments[0]).startswith(("str", "[")):
        return kind, file.text(arguments[0])
    if kind in ("str", "Path") and given is None:
        return kind, kind
    return None, ""


class _Judge:
    """Says of each use of a parameter whether the memory behind the owner is enough for it."""

    def __init__(self, kind: str, renamed: list[tuple[Node, str]], file: RustFile) -> None:
        self._kind = kind
        self._renamed = renamed
        self._file = file

    def __call__(self, use: Use) -> bool:
        method = method_on(use, self._file)
        if method is not None:
            return self._is_method(use, method)
        match use.around.type:
            case "index_expression":
                return is_indexed(use)
            case "arguments":
                return self._is_wanted_borrowed(use)
            case "let_declaration":
                return self._is_traced(use)
            case "compound_assignment_expr":
                return use.around.child_by_field_name("right") == use.node and self._kind == "str"
        return False

    def _is_method(self, use: Use, method: str) -> bool:
        if method in _RENAMED[self._kind]:
            call = self._file.parent(use.around)
            if call is not None:
                self._renamed.append((call, self._file.text(use.node) + _RENAMED[self._kind][method]))
            return True
        return method in _METHODS[self._kind]

    def _is_wanted_borrowed(self, use: Use) -> bool:
        call = self._file.parent(use.around)
        if call is None or call.type != "call_expression":
            return False
        function = call.child_by_field_name("function")
        if function is not None and function.type == "field_expression":
            field = function.child_by_field_name("field")
            if field is not None and self._file.text(field) in _TAKE_BORROWED:
                return True
        wanted = wanted_by(call, argument_index(call, use.node), self._file)
        return wanted is not None and (wanted.is_slice or wanted.is_text_or_path)

    def _is_traced(self, use: Use) -> bool:
        """Whether another name for the same reference is used no otherwise."""
        let, scope = use.around, self._file.parent(use.around)
        name, annotation = let.child_by_field_name("pattern"), let.child_by_field_name("type")
        if name is None or name.type != "identifier" or scope is None or let.child_by_field_name("value") != use.node:
            return False
        if annotation is not None and not is_slice(annotation) and self._file.text(annotation) not in ("&str", "&Path"):
            return False
        return all_uses(name, scope, self._file, self)
