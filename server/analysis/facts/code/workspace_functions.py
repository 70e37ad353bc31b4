"""Functions and types of the workspace as others see them: facts about one are worked out on the ground of its file.

Such a fact does not depend on who asks, so it is kept with the index for all who do, as long as the answers that it
hangs on stay the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from ...syntax.declared import body_print_of, name_of, owner_of, print_of
from ...syntax.units import Unit
from ...syntax.uses import Modules
from ...workspace.crates import crate_of
from .ground import Asked, Ground
from .names import Names
from .rust_file import RustFile

T = TypeVar("T")
_MOST = 50_000
_MOST_VIEWS = 4_000


class Function(NamedTuple):
    """A function of the workspace as its callers know it, wherever it stands in its file and whatever its body is.

    A type is one without an owner and without a body.
    """

    path: str
    modules: Modules
    owner: str
    name: str
    print: int


class Version(NamedTuple):
    """A function with a certain body, by its checksum.

    Facts are about versions, but name none: who asks for a declaration is not told when a body changes.
    """

    function: Function
    body: int


class _Kept(NamedTuple):
    generation: int
    asked: Asked
    fact: object


def function_of_unit(unit: Unit, file: RustFile) -> Function:
    """How a unit is known to the workspace; `file` is the view that it was found from."""
    path = unit.path or file.names.ground.path
    return Function(path, unit.modules, owner_of(unit), name_of(unit), print_of(unit))


def view_of_version(version: Version, ground: Ground) -> RustFile | None:
    """The function on the ground of its own file; None when the index does not have it (any more)."""
    index, (function, body) = ground.workspace, version
    held = index.file(function.path) if index is not None else None
    if held is None:
        return None
    found = (
        held.methods(function.owner, function.name) if function.owner else held.items(function.modules, function.name)
    )
    for unit in found:
        if unit.node.type == "function_signature_item":
            continue
        if (print_of(unit), body_print_of(unit)) == (function.print, body):
            own = Ground(function.path, crate_of(Path(function.path)), held, index, ground.derived)
            return RustFile(function.path, unit, own.crate, Names(own), all_macros=True)
    return None


def fact_of(kind: str, version: Version, ground: Ground, work_out: Callable[[RustFile], T]) -> T | None:
    """A fact about a version of a function, worked out once; None when there is no such version."""
    index = ground.workspace
    if index is None:
        return None
    key = (kind, version)
    kept: _Kept | None = index.kept.get(key)
    if kept is None or not _holds(kept, version.function, ground):
        view = _shared_view(version, ground)
        fact = work_out(view) if view is not None else None
        kept = _Kept(index.plain, view.names.asked if view is not None else {}, fact)
        if len(index.kept) > _MOST:
            index.kept.clear()
    index.kept[key] = kept._replace(generation=index.plain)
    return kept.fact  # type: ignore[return-value]


def _shared_view(version: Version, ground: Ground) -> RustFile | None:
    """The view of a function for several facts about it, which then share what they found out and what they asked."""
    index = ground.workspace
    assert index is not None
    views: dict[Version, tuple[int, RustFile | None]] = index.kept.setdefault("views", {})
    known = views.get(version)
    if known is None or known[0] != index.plain:
        if len(views) > _MOST_VIEWS:
            views.clear()
        known = views[version] = index.plain, view_of_version(version, ground)
    return known[1]


def _holds(kept: _Kept, function: Function, ground: Ground) -> bool:
    index = ground.workspace
    assert index is not None
    if kept.generation == index.plain:
        return True
    held = index.file(function.path)
    if held is None or not kept.asked:
        return False
    own = Ground(function.path, crate_of(Path(function.path)), held, index, ground.derived)
    return all(own.now(question) == then for question, then in kept.asked.items())
