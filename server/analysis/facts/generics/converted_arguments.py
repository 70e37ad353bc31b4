"""Generic arguments that a function only turns into what it works with: the rest is compiled anew for each type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import uses_of
from ..code.paths import resolve
from ..code.rust_file import RustFile
from ..code.scope import scope_of
from ..data.conversions import BESIDE, CONVERTING
from ..data.schema import facts_by_name, names_of

_CONVERTING = facts_by_name(CONVERTING)
_BESIDE = frozenset(names_of(BESIDE))
_PRELUDE = {path.rpartition("::")[2]: path for path in (*_CONVERTING, *_BESIDE)}
_AROUND = frozenset({"closure_expression", "async_block", "for_expression", "while_expression", "loop_expression"})


class Conversion(NamedTuple):
    """What a bound gives: the method, and the type as it is written."""

    method: str
    target: str


class Converted(NamedTuple):
    """A parameter of a generic type: its name, its type in the list, what it becomes, and where the body has it."""

    name: Node
    written: Node
    conversion: Conversion
    uses: list[Node]


def converted_arguments(function: Node, file: RustFile) -> list[Converted]:
    """The generic parameters, when all that the function is generic over is converted and nothing else; else none."""
    body, parameters = (function.child_by_field_name(field) for field in ("body", "parameters"))
    generics = _type_parameters(function, file)
    if body is None or parameters is None or generics is None:
        return []
    found: list[Converted] = []
    for parameter in parameters.named_children:
        written, name = (parameter.child_by_field_name(field) for field in ("type", "pattern"))
        if parameter.type != "parameter" or written is None or name is None:
            continue
        conversion = _conversion_of(written, generics, file)
        if conversion is None:
            if _is_generic(written, generics, file):
                return []
        elif name.type != "identifier":
            return []
        else:
            found.append(Converted(name, written, conversion, uses_of(name, function, file)))
    returned = function.child_by_field_name("return_type")
    if any(_is_generic(part, generics, file, opaque=False) for part in (body, returned) if part is not None):
        return []
    return found if found and all(_is_only_converted(each, body, file) for each in found) else []


def _type_parameters(function: Node, file: RustFile) -> dict[str, list[Node]] | None:
    """The bounds of each type parameter; None when the function is generic over something else."""
    found: dict[str, list[Node]] = {}
    for part in function.named_children:
        if part.type not in ("type_parameters", "where_clause"):
            continue
        for each in part.named_children:
            label = each.child_by_field_name("name") or each.child_by_field_name("left")
            if each.type == "lifetime_parameter" or label is None or label.type == "lifetime":
                continue
            if each.type not in ("type_parameter", "where_predicate") or label.type != "type_identifier":
                return None
            bounds = each.child_by_field_name("bounds")
            found.setdefault(file.text(label), []).extend(bounds.named_children if bounds is not None else ())
    return found


def _conversion_of(written: Node, generics: dict[str, list[Node]], file: RustFile) -> Conversion | None:
    """What a parameter's type is asked to become, when it is asked for nothing else."""
    if written.type == "type_identifier":
        return _by_bounds(generics.get(file.text(written), []), generics, file)
    is_asked = written.type in ("abstract_type", "bounded_type")
    return _by_bounds(list(_asked(written)), generics, file) if is_asked else None


def _asked(written: Node) -> Iterator[Node]:
    """The bounds of an `impl Trait + Send`; the sum may stand inside or outside of the `impl`."""
    if written.type == "bounded_type":
        for part in written.named_children:
            yield from _asked(part)
    elif written.type == "abstract_type":
        trait = written.child_by_field_name("trait")
        if trait is not None:
            yield from _asked(trait)
    else:
        yield written


def _by_bounds(bounds: list[Node], generics: dict[str, list[Node]], file: RustFile) -> Conversion | None:
    found: list[Conversion] = []
    for bound in bounds:
        if bound.type in ("lifetime", "removed_trait_bound"):
            continue
        label = bound.child_by_field_name("type") if bound.type == "generic_type" else bound
        path = _trait(label, file) if label is not None else None
        if path in _BESIDE:
            continue
        arguments = bound.child_by_field_name("type_arguments") if bound.type == "generic_type" else None
        given = arguments.named_children if arguments is not None else []
        if path not in _CONVERTING or any(_is_generic(each, generics, file) for each in given):
            return None
        method, target = _CONVERTING[path or ""]
        found.append(Conversion(method, target.format(file.text(given[0]) if given else "")))
    return found[0] if len(found) == 1 else None


def _trait(label: Node, file: RustFile) -> str | None:
    segments = tuple(file.text(label).replace(" ", "").split("::"))
    return resolve(segments, scope_of(file)) or _PRELUDE.get(segments[-1])


def _is_generic(node: Node, generics: dict[str, list[Node]], file: RustFile, *, opaque: bool = True) -> bool:
    """Whether a type or a piece of code names one of the type parameters, or an `impl Trait` of its own."""
    if opaque and (node.type == "abstract_type" or next(file.descendants(node, "abstract_type"), None) is not None):
        return True
    names = [node, *file.descendants(node, "type_identifier", "identifier")] if generics else []
    return any(file.text(each) in generics for each in names)


def _is_only_converted(each: Converted, body: Node, file: RustFile) -> bool:
    """Whether the argument is converted, or handed on as it is, and that once a call of the function."""
    return bool(each.uses) and all(
        (conversion_at(use, each.conversion, file) is not None or is_handed_on(use))
        and not any(around.type in _AROUND for around in _inside(use, body, file))
        for use in each.uses
    )


def _inside(node: Node, body: Node, file: RustFile) -> Iterator[Node]:
    for around in file.ancestors(node):
        if around == body:
            return
        yield around


def conversion_at(use: Node, conversion: Conversion, file: RustFile) -> Node | None:
    """The call that converts an argument, where this is its receiver."""
    field = use.parent
    call = field.parent if field is not None and field.type == "field_expression" else None
    if field is None or call is None or call.type != "call_expression":
        return None
    label = field.child_by_field_name("field")
    is_it = label is not None and file.text(label) == conversion.method
    return call if is_it and call.child_by_field_name("function") == field else None


def is_handed_on(use: Node) -> bool:
    """Whether an argument becomes the argument of a call, as it is or by reference."""
    around = use.parent
    if around is not None and around.type == "reference_expression":
        around = around.parent
    return around is not None and around.type == "arguments"
