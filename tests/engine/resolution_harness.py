"""What a marked place of a small workspace stands for, by rows in text files.

A row is `=== title`, `??? what is expected`, and the files of the workspace, each below a `//- path` line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from rust_perf_analyzer.analysis.declarations import Declarations
from rust_perf_analyzer.analysis.facts.code.calls import receiver_of
from rust_perf_analyzer.analysis.facts.code.ground import Ground
from rust_perf_analyzer.analysis.facts.code.loops import LOOPS
from rust_perf_analyzer.analysis.facts.code.names import Names
from rust_perf_analyzer.analysis.facts.code.nodes import lies_in
from rust_perf_analyzer.analysis.facts.code.paths import canonical
from rust_perf_analyzer.analysis.facts.code.rust_file import RustFile, expression
from rust_perf_analyzer.analysis.facts.code.type_model import Type
from rust_perf_analyzer.analysis.facts.moves.escapes import fate_of
from rust_perf_analyzer.analysis.facts.moves.spent import spent
from rust_perf_analyzer.analysis.facts.moves.undisturbed import stays
from rust_perf_analyzer.analysis.facts.types.expressions import type_of
from rust_perf_analyzer.analysis.facts.types.numbers import number_of
from rust_perf_analyzer.analysis.facts.types.written_types import type_from
from rust_perf_analyzer.analysis.syntax.chunks import ChunkedText
from rust_perf_analyzer.analysis.workspace.crates import crate_of
from tree_sitter import Node

from engine.indexes import built

HERE = b"/*here*/"
ROWS = Path(__file__).parent / "resolution"
_DEPENDENCIES = 'tokio = "1"\nfutures = "0.3"\nparking_lot = "0.12"\nasync-trait = "0.1"\n'
_WORKSPACE = '[workspace]\nmembers = ["app", "store"]\n'


def _manifest(name: str, more: str = "") -> str:
    return f'[package]\nname = "{name}"\nedition = "2021"\n[dependencies]\n{_DEPENDENCIES}{more}'


def _two(dependency: str) -> dict[str, str]:
    return {
        "Cargo.toml": _WORKSPACE,
        "app/Cargo.toml": _manifest("app", dependency),
        "store/Cargo.toml": _manifest("app-store"),
    }


_MANIFESTS = {
    "@two crates": _two('app-store = { path = "../store" }\n'),
    "@two crates, one renamed": _two('kv = { package = "app-store", path = "../store" }\n'),
}
_FILE = re.compile(r"^//- (.+)\n", re.MULTILINE)
_ROW = re.compile(r"^=== (.+)\n\?\?\? (.+)\n", re.MULTILINE)
_PATHS = ("identifier", "scoped_identifier", "type_identifier", "scoped_type_identifier", "generic_type")
_WRITTEN = ("let_declaration", "parameter", "field_declaration", "function_item", "type_item", "static_item")


class Row(NamedTuple):
    """One case."""

    title: str
    expected: str | None
    text: str


def rows(name: str) -> list[Row]:
    """The cases of a file."""
    pieces = _ROW.split((ROWS / f"{name}.txt").read_text(encoding="utf-8"))[1:]
    found = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return [Row(title, None if expected == "unknown" else expected, text) for title, expected, text in found]


class Place(NamedTuple):
    """A node behind the mark, with the file that it stands in."""

    node: Node
    file: RustFile


def files_of(text: str) -> dict[str, str]:
    """The files of a row, with manifests where it has none."""
    pieces = _FILE.split(text)[1:]
    written = dict(zip(pieces[::2], pieces[1::2], strict=True))
    manifests = next((_MANIFESTS[name] for name in written if name in _MANIFESTS), {"Cargo.toml": _manifest("app")})
    return manifests | {name: content for name, content in written.items() if name not in _MANIFESTS}


def place(text: str, folder: Path) -> Place:
    """The marked place of the workspace, which is written to the folder."""
    for name, content in files_of(text).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    path = next(p for p in folder.rglob("*.rs") if HERE in p.read_bytes())
    chunked = ChunkedText(path.read_bytes(), whole=True)
    (chunk,) = chunked.chunks
    at = chunk.data.index(HERE) + len(HERE)
    unit = next(unit for unit in chunk.units if unit.start <= at < unit.end)
    ground = Ground(str(path), crate_of(path), Declarations(chunked.chunks), built(str(folder)))
    file = RustFile(str(path), unit, ground.crate, Names(ground))
    return Place(_node_at(at, file), file)


def _node_at(at: int, file: RustFile) -> Node:
    """The largest expression or type that begins behind the mark."""
    roots = [file.unit.node, *file.fragment_roots()]
    node = next(
        n for root in reversed(roots) if root.start_byte <= at and (n := root.descendant_for_byte_range(at, at + 1))
    )
    while node.parent is not None and node.parent.start_byte == at and node.parent.type not in _WRITTEN:
        node = node.parent
    return expression(node)


def path_at(text: str, folder: Path) -> str | None:
    """The canonical path of the marked name."""
    node, file = place(text, folder)
    while node.type not in _PATHS:
        node = node.named_children[0]
    return canonical(node, file)


def type_at(text: str, folder: Path) -> str | None:
    """The type of the marked expression, or of the type that is written there."""
    node, file = place(text, folder)
    written = node.type in ("type_identifier", "scoped_type_identifier", "generic_type", "abstract_type")
    found = type_from(node, file) if written else type_of(node, file)
    return shown(found) if found is not None else None


def number_at(text: str, folder: Path) -> str | None:
    """The value of the marked number, as text."""
    found = number_of(*place(text, folder))
    return str(found) if found is not None else None


def shown(found: Type) -> str:
    """A type in the short form of the tables, with whole paths."""
    arguments = ", ".join(shown(argument) for argument in found.args)
    match found.path:
        case "&":
            return f"&{arguments}"
        case "async":
            return f"async {arguments}"
        case "()":
            return f"({arguments})"
        case "[]":
            return f"[{arguments}]"
        case _:
            return f"{found.path}<{arguments}>" if arguments else found.path


def fate_at(text: str, folder: Path) -> str | None:
    """What becomes of the marked value, use by use, and whether it leaves the innermost loop or else the function."""
    node, file = place(text, folder)
    fate = fate_of(node, file)
    if fate is None:
        return None
    loop = next((around for around in file.ancestors(node) if around.type in LOOPS), file.unit.node)
    uses = sorted((*fate.reads, *fate.changes, *fate.moves), key=lambda use: use.node.start_byte)
    done = [use.does.value for use in uses if use.does is not None]
    leaves = bool(fate.moves) or not all(lies_in(binding.name, loop) for binding in fate.names)
    return " ".join([*done, *(["leaves"] if leaves else [])]) or "unused"


def rest_at(text: str, folder: Path) -> str | None:
    """Whether the place of the marked clone has its last use there, and whether it stays to the end of the block."""
    node, file = place(text, folder)
    source = receiver_of(node)
    if source is None:
        return None
    block = next(around for around in file.ancestors(node) if around.type == "block")
    last = spent(node, file) is not None
    return f"{'last' if last else 'used'}, {'stays' if stays(source, block, file) else 'changes'}"
