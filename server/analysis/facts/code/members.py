"""Items, and the functions of types, wherever the workspace declares them: in blocks of the type or in its traits."""

from __future__ import annotations

from collections.abc import Iterator

from ...syntax.units import Unit
from .generics import Arguments, arguments_of_block
from .paths import own_type_path, resolve
from .rust_file import RustFile
from .scope import Scope, scopes_of
from .type_model import Type


def declared(path: str, file: RustFile) -> tuple[Unit, ...]:
    """The units that declare the item of a canonical path, in this file or elsewhere in the workspace."""
    scopes = scopes_of(path, file)
    if not scopes:
        return ()
    key = ("declared", path)
    known = file.names.memo
    if key not in known:
        known[key] = tuple(unit for scope, name in scopes for unit in scope.names.items(scope.modules, name))
    found: tuple[Unit, ...] = known[key]
    return found


def variant_of(path: str, file: RustFile) -> Unit | None:
    """The enum that a path names a variant of."""
    owner, _, name = path.rpartition("::")
    for unit in declared(owner, file) if "::" in owner else ():
        body = unit.node.child_by_field_name("body") if unit.node.type == "enum_item" else None
        for variant in body.named_children if body is not None else ():
            label = variant.child_by_field_name("name")
            if label is not None and unit.data[label.start_byte : label.end_byte] == name.encode():
                return unit
    return None


def methods_of(owner: str, name: str, file: RustFile) -> tuple[Unit, ...]:
    """The functions of a name in the blocks of the type or trait of a canonical path, in all files of its crate.

    Where there is none, the ones that traits give to every type which implements them.
    """
    key = ("methods of", owner, name)
    if key not in file.names.memo:
        file.names.memo[key] = own_methods(owner, name, file) or tuple(_given_methods(owner, name, file))
    found: tuple[Unit, ...] = file.names.memo[key]
    return found


def own_methods(owner: str, name: str, file: RustFile) -> tuple[Unit, ...]:
    """The functions, constants and types of a name that stand in blocks of the type or trait itself."""
    key = ("own methods", owner, name)
    if key not in file.names.memo:
        file.names.memo[key] = tuple(_own_methods(owner, name, file))
    found: tuple[Unit, ...] = file.names.memo[key]
    return found


def _own_methods(owner: str, name: str, file: RustFile) -> Iterator[Unit]:
    for scope, base in scopes_of(owner, file):
        yield from scope.names.methods(base, name)
        home = scope.names.home()
        for path in scope.names.files_with_methods(home.target, base, name) if home is not None else ():
            if path != scope.names.path:
                units = scope.names.of(path).methods(base, name)
                yield from (unit for unit in units if own_type_path(file.view(unit)) == owner)


def _given_methods(owner: str, name: str, file: RustFile) -> Iterator[Unit]:
    for trait in traits_of(owner, file):
        for unit in own_methods(trait, name, file):
            if unit.frames[-1].kind == "trait_item" and unit.node.type == "function_item":
                yield unit


def traits_of(owner: str, file: RustFile) -> tuple[str, ...]:
    """The canonical paths of the workspace's traits that a type implements."""
    key = ("traits of", owner)
    if key not in file.names.memo:
        file.names.memo[key] = tuple(dict.fromkeys(_traits_of(owner, file)))
    found: tuple[str, ...] = file.names.memo[key]
    return found


def _traits_of(owner: str, file: RustFile) -> Iterator[str]:
    for scope, base in scopes_of(owner, file):
        home = scope.names.home()
        others = scope.names.files_with_implementations(home.target, base) if home is not None else ()
        for path in dict.fromkeys((scope.names.path, *others)):
            names = scope.names.of(path)
            for each in names.implementations(base):
                within = Scope(names, each.modules)
                if _resolved(each.name, within) == owner:
                    # A trait is no item of its module: a name that nothing brings is taken for one beside it.
                    yield _resolved(each.trait, within) or within.path_of(each.trait.split("<", 1)[0])


def _resolved(written: str, scope: Scope) -> str | None:
    """The path of a type or trait as an `impl` writes it."""
    plain = written.split("<", 1)[0].strip("&' ").removeprefix("mut ")
    segments = tuple(part.strip() for part in plain.split("::"))
    return resolve(segments, scope) if all(map(str.isidentifier, segments)) else None


def implemented_types(owner: Type, name: str, trait: str, file: RustFile) -> Iterator[tuple[Unit, Arguments]]:
    """The associated types of a name in implementations of a trait, with what their parameters stand for."""
    for unit in own_methods(owner.path, name, file):
        if unit.node.type == "type_item" and unit.frames[-1].trait.rpartition("::")[2] == trait:
            yield unit, arguments_of_block(unit, owner)
