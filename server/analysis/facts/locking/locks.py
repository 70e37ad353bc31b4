"""Which lock an expression stands for: a field, a static or a local.

Only locks that nothing unseen can reach are known here, as all of their uses can be looked at: code outside of the
file without an index of the workspace, users of a library with one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.bindings import Binding, binding_of
from ..code.calls import called_name, callee_path
from ..code.members import declared
from ..code.nodes import visibility_of
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.scope import scope_of
from ..code.type_model import peeled
from ..types.expressions import type_of
from ..types.helpers import view_of
from ..types.statics import local_static, names_of_lazy_statics
from ..types.written_types import field_declaration
from .guards import LOCKS, receiver_and_method

CLONES = frozenset({"std::sync::Arc::clone", "std::rc::Rc::clone", "std::clone::Clone::clone"})
CONSTRUCTORS = frozenset({"new", "default", "const_new", "from"})


class Lock(NamedTuple):
    """A lock by where it is declared: the field `name` of the struct `owner`, or a static or local without one."""

    name: str
    owner: str
    declaration: Node
    view: RustFile


def lock_behind(node: Node, file: RustFile) -> Lock | None:
    """The lock that an expression stands for, if all of its uses can be seen."""
    node = expression(node)
    if node.type == "field_expression":
        return _field_lock(node, file)
    if node.type == "identifier":
        binding = binding_of(node, file)
        return _local_lock(binding, file) if binding is not None else _static_lock(node, file)
    aliased = cloned(node, file)
    return lock_behind(aliased, file) if aliased is not None else None


def lock_declared(written: Node, file: RustFile) -> Lock | None:
    """The lock for which a type is written, whatever is around it: that of a field with a name, or of a static."""
    declaration = next((each for each in file.ancestors(written) if each.type not in _TYPES), None)
    name, whole = (declaration.child_by_field_name(part) if declaration else None for part in ("name", "type"))
    if declaration is None or name is None or whole is None:
        return None
    if declaration.type == "static_item":
        return Lock(file.text(name), "", declaration, file)
    struct = file.unit.node.child_by_field_name("name")
    if declaration.type != "field_declaration" or struct is None or file.unit.node.type != "struct_item":
        return None
    return Lock(file.text(name), scope_of(file).path_of(file.text(struct)), whole, file)


_TYPES = ("type_arguments", "generic_type")


def _field_lock(node: Node, file: RustFile) -> Lock | None:
    value, field = node.child_by_field_name("value"), node.child_by_field_name("field")
    owner = peeled(type_of(value, file)) if value is not None else None
    if owner is None or field is None:
        return None
    name = file.text(field)
    for unit in declared(owner.path, file):
        written = field_declaration(unit, name)
        if written is not None and not _seen_outside(unit, written, file):
            return Lock(name, owner.path, written, view_of(unit, file))
    return None


def _seen_outside(unit: Unit, written: Node, file: RustFile) -> bool:
    """Whether code that is not seen can name the field."""
    names = file.names.of(unit.path)
    field = _named_field(written)
    marks = [visibility_of(unit.node), visibility_of(field) if field is not None else _before(written)]
    home = names.home()
    if home is None:
        return all(mark is not None for mark in marks) or has_outside_modules(file)
    if field is None:
        # Who names a field by its number is not found by words.
        return marks[1] is not None or bool(unit.path) or has_outside_modules(file)
    is_public = all(mark is not None and mark.text == b"pub" for mark in marks)
    return is_public and names.is_library(home.target) is not False


def _named_field(written: Node) -> Node | None:
    """The field with a name of which that is the type."""
    field = written.parent
    return field if field is not None and field.type == "field_declaration" else None


def has_outside_modules(file: RustFile) -> bool:
    """Whether modules below are in files of their own: they see what is private here."""
    return any(
        other.node.type == "mod_item" and other.node.child_by_field_name("body") is None and not _for_tests(other)
        for other in file.names.mentioning("mod ")
    )


def _for_tests(module: Unit) -> bool:
    return b"cfg(test)" in module.text or b"mod test" in module.text


def is_private(written: Node) -> bool:
    """Whether only the module of the struct, and those below it, can name a field of that written type."""
    field = _named_field(written)
    return field is not None and visibility_of(field) is None


def _before(written: Node) -> Node | None:
    before = written.prev_named_sibling
    return before if before is not None and before.type == "visibility_modifier" else None


def _static_lock(node: Node, file: RustFile) -> Lock | None:
    item = local_static(node, file)
    if item is not None:
        return Lock(file.text(node), "", item, file)
    for unit in declared(canonical(node, file) or "", file):
        if unit.node.type == "static_item" and visibility_of(unit.node) is None:
            return Lock(file.text(node), "", unit.node, view_of(unit, file))
    return _lazy_static_lock(file.text(node), file)


def _lazy_static_lock(name: str, file: RustFile) -> Lock | None:
    """A private `static ref` of a `lazy_static!`, declared by the whole macro."""
    for unit in file.names.mentioning("lazy_static") if name.isupper() else ():
        if unit.node.type in ("macro_invocation", "expression_statement") and name in names_of_lazy_statics(unit):
            is_public = re.search(rb"\bpub\b[^;]{0,20}\bref\s+" + name.encode() + rb"\b", unit.text)
            return Lock(name, "", unit.node, view_of(unit, file)) if is_public is None else None
    return None


def _local_lock(binding: Binding, file: RustFile) -> Lock | None:
    """The lock that a `let` makes, or the one that it clones the `Arc` of."""
    if binding.kind != "let" or binding.value is None or binding.pattern.type != "identifier":
        return None
    aliased = cloned(binding.value, file)
    if aliased is not None:
        return lock_behind(aliased, file)
    made = _made(binding.value, file)
    return Lock(file.text(binding.name), "", binding.name, file) if made else None


def _made(value: Node, file: RustFile) -> bool:
    """Whether an expression makes a new lock."""
    call = expression(value)
    if call.type != "call_expression":
        return False
    held = peeled(type_of(call, file))
    return called_name(call, file) in CONSTRUCTORS and held is not None and held.path in LOCKS


def cloned(node: Node, file: RustFile) -> Node | None:
    """What `x.clone()`, `Arc::clone(&x)` or `&x` refers to."""
    node = expression(node)
    if node.type == "reference_expression":
        return node.child_by_field_name("value")
    if node.type != "call_expression":
        return None
    receiver, method = receiver_and_method(node.child_by_field_name("function"))
    if receiver is not None and method is not None:
        return receiver if file.text(method) == "clone" else None
    arguments = node.child_by_field_name("arguments")
    if callee_path(node, file) not in CLONES or arguments is None or not arguments.named_children:
        return None
    return cloned(arguments.named_children[0], file)
