"""Types of expressions, as far as annotations, constructors, declarations and the tables tell them."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from ..code.bindings import Binding, binding_of
from ..code.closures import body_handed_to, comes_of, given_to, taken_from
from ..code.macro_tokens import first_argument
from ..code.members import declared, own_methods, variant_of
from ..code.paths import canonical, segments_of
from ..code.rust_file import RustFile, expression
from ..code.type_model import OPTION, RESULT, STRING, UNKNOWN, VEC, Type, element_of, filled, indexed, peeled, written
from .literal_types import literal_type
from .patterns import type_inside
from .returned import functions_of, returned, returned_by_path
from .signatures import CONSTRUCTORS, FIELDS, HELD, METHODS, RETURNS, UNWRAPS
from .statics import type_of_lazy_static, type_of_local_static
from .written_types import deref_target, field_of, foreign_type, self_type, type_from, type_in_turbofish

_DEPTH = 24


def type_of(node: Node, file: RustFile) -> Type | None:
    """The type of an expression, None when it is not known."""
    key = "depth"
    depth: int = file.scratch.get(key, 0)
    if depth > _DEPTH:
        return None
    file.scratch[key] = depth + 1
    try:
        found = file.once("type", node, lambda: _type_of(expression(node), file))
    finally:
        file.scratch[key] = depth
    return None if found == UNKNOWN else found


def receiver_type(call: Node, file: RustFile) -> Type | None:
    """The type that a method call's receiver has behind references and smart pointers."""
    function = call.child_by_field_name("function")
    if function is None or function.type != "field_expression":
        return None
    value = function.child_by_field_name("value")
    return peeled(type_of(value, file)) if value is not None else None


def _type_of(node: Node, file: RustFile) -> Type | None:
    ask = _BY_KIND.get(node.type)
    if ask is not None:
        return ask(node, file)
    return literal_type(node.type, file.bytes_of(node)[:1]) if node.type.endswith("literal") else None


def _identifier(node: Node, file: RustFile) -> Type | None:
    if node.type == "self":
        return self_type(file)
    binding = binding_of(node, file)
    if binding is not None:
        return type_of_binding(binding, file)
    local = type_of_local_static(node, file)
    if local is not None:
        return local
    path = canonical(node, file)
    return _item_type(path, file) if path else None


def _item_type(path: str, file: RustFile) -> Type | None:
    """The type of a static, a constant, a struct without fields or a variant that the workspace declares."""
    owner, _, name = path.rpartition("::")
    for unit in declared(path, file):
        annotation = unit.node.child_by_field_name("type")
        if unit.node.type in ("static_item", "const_item") and annotation is not None:
            return foreign_type(unit, annotation, file)
        if unit.node.type == "struct_item":
            return Type(path)
        if unit.node.type in ("macro_invocation", "expression_statement"):
            return type_of_lazy_static(unit, name, file)
    if variant_of(path, file) is not None:
        return Type(owner)
    for unit in own_methods(owner, name, file) if "::" in owner else ():
        annotation = unit.node.child_by_field_name("type")
        if unit.node.type == "const_item" and annotation is not None:
            return foreign_type(unit, annotation, file)
    return None


def type_of_binding(binding: Binding, file: RustFile) -> Type | None:
    """The type of a local name."""
    if binding.annotation is not None:
        return type_inside(binding.pattern, binding.name, type_from(binding.annotation, file), file)
    if binding.kind == "parameter":
        return None
    if binding.kind == "closure":
        return type_inside(binding.pattern, binding.name, _given(binding.scope, file), file)
    value = type_of(binding.value, file) if binding.value is not None else None
    if binding.kind == "for":
        value = element_of(value)
    return type_inside(binding.pattern, binding.name, value, file)


def _given(closure: Node, file: RustFile) -> Type | None:
    """The type of what a closure is called with by the method that it is handed to."""
    taken = taken_from(closure, file)
    return given_to(closure, type_of(taken[0], file), taken[1]) if taken is not None else None


def _field(node: Node, file: RustFile) -> Type | None:
    value, field = node.child_by_field_name("value"), node.child_by_field_name("field")
    if value is None or field is None:
        return None
    whole = peeled(type_of(value, file))
    if whole is None:
        return None
    if whole.path == "()" and file.text(field).isdigit():
        return whole.argument(int(file.text(field)))
    known = FIELDS.get((whole.path, file.text(field)))
    return written(known) if known is not None else field_of(whole, file.text(field), file)


def _call(node: Node, file: RustFile) -> Type | None:
    function = node.child_by_field_name("function")
    if function is None:
        return None
    if function.type == "field_expression":
        return _method_call(node, function, file)
    if function.type == "generic_function":
        inner = function.child_by_field_name("function")
        if inner is not None and inner.type == "field_expression":
            return type_in_turbofish(function, file) or _method_call(node, inner, file)
    return _path_call(node, function, file)


def _path_call(node: Node, function: Node, file: RustFile) -> Type | None:
    path = canonical(function, file)
    if path is None:
        return None
    if path in RETURNS:
        return _with_arguments(written(RETURNS[path]), node, file)
    given, is_declared = returned_by_path(path, file)
    if is_declared:
        return given
    owner, _, name = path.rpartition("::")
    made = _made_by(path, owner, name, file)
    if made is not None:
        return made
    if name in CONSTRUCTORS and owner.rpartition("::")[2][:1].isupper():
        return _constructed(owner, node, function, file)
    if path in ("std::option::Option::Some", "std::result::Result::Ok"):
        held = _first_argument(node, file)
        return Type(owner, (held or UNKNOWN,))
    return None


def _made_by(path: str, owner: str, name: str, file: RustFile) -> Type | None:
    """`Key(1)` and `Job::Run(1)` of the workspace."""
    if not name[:1].isupper():
        return None
    if any(unit.node.type == "struct_item" for unit in declared(path, file)):
        return Type(path)
    return Type(owner) if variant_of(path, file) is not None else None


def _constructed(owner: str, node: Node, function: Node, file: RustFile) -> Type:
    held = _first_argument(node, file) if owner in HELD else None
    if held is not None:
        return Type(owner, (held,))
    inner = function.child_by_field_name("function") if function.type == "generic_function" else function
    path = inner.child_by_field_name("path") if inner is not None else None
    if path is not None and path.type == "generic_type":
        return type_from(path, file) or Type(owner)
    return Type(owner)


def _with_arguments(found: Type, node: Node, file: RustFile) -> Type:
    """`0` in a function's entry stands for the type of its first argument."""
    return filled(found, Type("()", (_first_argument(node, file) or UNKNOWN,)))


def _first_argument(node: Node, file: RustFile) -> Type | None:
    arguments = node.child_by_field_name("arguments")
    first = next(iter(arguments.named_children), None) if arguments is not None else None
    return type_of(first, file) if first is not None else None


def _method_call(node: Node, function: Node, file: RustFile) -> Type | None:
    value, field = function.child_by_field_name("value"), function.child_by_field_name("field")
    if value is None or field is None:
        return None
    name, whole = file.text(field), type_of(value, file)
    if whole is None:
        return written(any_s) if (any_s := METHODS.get(("*", name))) is not None else None
    if name in UNWRAPS and (held := peeled(whole)) is not None and held.path in (RESULT, OPTION):
        return held.argument(0)
    if name == "clone":
        return whole.argument(0) if whole.path == "&" else whole
    seen: Type | None = whole
    for _ in range(_DEPTH):
        if seen is None:
            break
        entry = METHODS.get((seen.path, name)) or METHODS.get(("*", name))
        if entry is not None and (("*", name) not in METHODS or (seen.path, name) in METHODS):
            return filled(written(entry), seen)
        if name in ("map", "and_then") and seen.path in (OPTION, RESULT, "iter"):
            body = body_handed_to(node)
            return comes_of(seen, name, type_of(body, file) if body is not None else None)
        for unit in functions_of(seen.path, name, file):
            return returned(unit, file, seen)
        inner = peeled(seen)
        seen = inner if inner != seen else deref_target(seen, file)
    entry = METHODS.get(("*", name))
    return filled(written(entry), whole) if entry is not None else None


def _await(node: Node, file: RustFile) -> Type | None:
    value = peeled(type_of(node.named_children[0], file)) if node.named_children else None
    return value.argument(0) if value is not None and value.path == "async" else None


def _try(node: Node, file: RustFile) -> Type | None:
    value = peeled(type_of(node.named_children[0], file)) if node.named_children else None
    return value.argument(0) if value is not None and value.path in (RESULT, OPTION) else None


def _reference(node: Node, file: RustFile) -> Type | None:
    value = node.child_by_field_name("value")
    inner = type_of(value, file) if value is not None else None
    return Type("&", (inner,)) if inner is not None else None


def _deref(node: Node, file: RustFile) -> Type | None:
    inner = type_of(node.named_children[0], file) if node.named_children else None
    if inner is None or not file.text(node).startswith("*"):
        return inner
    return inner.argument(0) if inner.args else None


def _struct(node: Node, file: RustFile) -> Type | None:
    name = node.child_by_field_name("name")
    found = type_from(name, file) if name is not None else None
    if found is not None and variant_of(found.path, file) is not None:
        return Type(found.path.rpartition("::")[0])
    return found


def _macro(node: Node, file: RustFile) -> Type | None:
    name = node.child_by_field_name("macro")
    word = segments_of(name, file)[-1:] if name is not None else ()
    if word != ("vec",):
        return Type(STRING) if word == ("format",) else None
    first = first_argument(node, file)
    return Type(VEC, ((type_of(first, file) if first is not None else None) or UNKNOWN,))


def _block(node: Node, file: RustFile) -> Type | None:
    if any(child.type == "async" for child in node.children) or node.type == "async_block":
        return Type("async", (UNKNOWN,))
    last = next((c for c in reversed(node.named_children) if not c.type.endswith("_comment")), None)
    if last is None or last.type.endswith("_declaration") or file.bytes_of(last).endswith(b";"):
        return None
    return type_of(last, file)


def _match(node: Node, file: RustFile) -> Type | None:
    """All arms that come to an end have one type, so the first that is known will do."""
    body = node.child_by_field_name("body")
    values = [arm.child_by_field_name("value") for arm in body.named_children] if body is not None else []
    return next((found for value in values if value is not None and (found := type_of(value, file))), None)


def _if(node: Node, file: RustFile) -> Type | None:
    before, other = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
    if before is None or other is None or not other.named_children:
        return None
    return type_of(before, file) or type_of(other.named_children[-1], file)


def _array(node: Node, file: RustFile) -> Type | None:
    first = next(iter(node.named_children), None)
    return Type("[]", ((type_of(first, file) if first is not None else None) or UNKNOWN,))


def _tuple(node: Node, file: RustFile) -> Type | None:
    return Type("()", tuple(type_of(child, file) or UNKNOWN for child in node.named_children))


_BY_KIND: dict[str, Callable[[Node, RustFile], Type | None]] = {
    "identifier": _identifier, "self": _identifier, "scoped_identifier": _identifier,
    "field_expression": _field, "call_expression": _call, "await_expression": _await, "try_expression": _try,
    "reference_expression": _reference, "unary_expression": _deref, "struct_expression": _struct,
    "macro_invocation": _macro, "block": _block, "async_block": _block, "array_expression": _array,
    "tuple_expression": _tuple,
    "index_expression": lambda node, file: indexed(
        type_of(node.named_children[0], file), node.named_children[-1].type == "range_expression"
    ),
    "range_expression": lambda _node, _file: Type("iter", (Type("{integer}"),)),
    "match_expression": _match, "if_expression": _if,
}  # fmt: skip
