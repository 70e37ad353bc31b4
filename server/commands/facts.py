"""`tree --facts`: what the rules are told at one place of a file, for those who write rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tree_sitter import Node

from ..analysis.facts.awaiting.async_context import runs_on
from ..analysis.facts.code.paths import canonical
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.code.type_model import UNKNOWN, Type
from ..analysis.facts.programs.code_kind import is_silent_file
from ..analysis.facts.running.heat import heat_of
from ..analysis.facts.types.expressions import type_of
from ..analysis.finding import Span
from ..analysis.syntax.test_code import is_test_unit
from ..analysis.workspace.crates import crate_of
from ..disk.indexing import indexed, roots_of
from ..quickfix.fix_file import FixFile
from ..report.terminal import printable


def lines(path: Path, text: bytes, line: int, column: int) -> Iterator[str]:
    """The facts at a line and byte column, both from 1: of the unit, then of each node around, innermost first."""
    starts = [0, *(index + 1 for index, byte in enumerate(text) if byte == 10)]
    if not 1 <= line <= len(starts):
        yield f"there is no line {line}"
        return
    offset = starts[line - 1] + column - 1
    place = os.path.abspath(path)  # noqa: PTH100 — the index spells paths without `..`
    file = FixFile(place, text, crate_of(Path(place)), indexed(roots_of([place]), 1).workspace)
    view = file.view_at(Span(offset, offset))
    if view is None:
        yield "no item stands here"
        return
    yield from _of_unit(view, text)
    node = _node_at(offset, view)
    yield f"runs on      {runs_on(node, view).value}"
    yield f"heat         {heat_of(node, view).reason or 'unknown'}"
    for around in (node, *view.ancestors(node)):
        yield from _of_node(around, view)


def _of_unit(view: RustFile, text: bytes) -> Iterator[str]:
    around = " › ".join(f"{frame.kind.removesuffix('_item')} {frame.name}" for frame in view.unit.frames)
    yield f"unit         {view.unit.node.type}{f' in {around}' if around else ''}"
    silent = is_silent_file(view.path, text, view.crate) or is_test_unit(view.unit)
    yield f"silent code  {'yes: test, tool or generated' if silent else 'no'}"
    yield f"crate        {view.crate.name or 'unknown'}"


def _node_at(offset: int, view: RustFile) -> Node:
    found = view.unit.node
    for root in (view.unit.node, *view.fragment_roots()):
        node = root.named_descendant_for_byte_range(offset, offset)
        if node is not None and node.type not in ("token_tree", "source_file"):
            found = node if node.end_byte - node.start_byte <= found.end_byte - found.start_byte else found
    return found


def _of_node(node: Node, view: RustFile) -> Iterator[str]:
    path, found = canonical(node, view), type_of(node, view)
    if path is not None or found is not None:
        excerpt = printable(view.text(node).split("\n")[0][:50])
        yield f"{node.type}: {excerpt}"
        if path is not None:
            yield f"    path     {path}"
        if found is not None:
            yield f"    type     {_shown(found)}"


def _shown(found: Type) -> str:
    if found == UNKNOWN:
        return "_"
    args = ", ".join(_shown(arg) for arg in found.args)
    return f"{found.path}<{args}>" if args else found.path
