"""What a fix sees: the whole file as one tree, with the facts of any place in it."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node, Tree

from ..analysis.declarations import Declarations
from ..analysis.facts.names import Ground, Names
from ..analysis.facts.rust_file import RustFile
from ..analysis.finding import Span
from ..analysis.syntax.chunks import ChunkedText
from ..analysis.syntax.units import Unit
from ..analysis.syntax.uses import Imported, imports_of
from ..analysis.workspace.crates import Crate
from ..analysis.workspace.index import Index
from .edit import Edit


class FixFile:
    """One file that fixes are computed for; all offsets are bytes of the file. With an index, facts know the others."""

    def __init__(self, path: str, text: bytes, crate: Crate, index: Index | None = None) -> None:
        self.path = path
        self.text = text
        self.crate = crate
        self._chunk = ChunkedText(text, whole=True).chunks[0]
        self._ground = Ground(path or "-", crate, Declarations([self._chunk]), index)

    @property
    def tree(self) -> Tree:
        """The parse of the whole file."""
        return self._chunk.tree

    @property
    def root(self) -> Node:
        """The tree of the whole file."""
        return self._chunk.tree.root_node

    def views(self) -> Iterator[RustFile]:
        """Every unit of the file, as rules see it."""
        for unit in self._chunk.units:
            yield self._view(unit)

    def view_at(self, span: Span) -> RustFile | None:
        """The unit around a range, as rules see it."""
        for unit in self._chunk.units:
            if unit.start <= span.start and span.end <= unit.end:
                return self._view(unit)
        return None

    def node_at(self, span: Span, view: RustFile) -> Node | None:
        """The outermost node of exactly that range within the unit, also inside macro arguments."""
        for root in (*reversed(view.fragment_roots()), view.unit.node):
            node = root.named_descendant_for_byte_range(span.start, span.end)
            if node is None or (node.start_byte, node.end_byte) != (span.start, span.end):
                continue
            while node.parent is not None and (node.parent.start_byte, node.parent.end_byte) == (span.start, span.end):
                if node.parent.type == "source_file":
                    break
                node = node.parent
            return node
        return None

    def slice(self, span: Span) -> str:
        """The text of a range."""
        return self.text[span.start : span.end].decode("utf-8", "replace")

    def indentation(self, offset: int) -> str:
        """The white space at the start of the line of a place."""
        line = self.text.rfind(b"\n", 0, offset) + 1
        end = line
        while self.text[end : end + 1] in (b" ", b"\t"):
            end += 1
        return self.text[line:end].decode("ascii")

    @property
    def newline(self) -> str:
        """The line end that the file uses."""
        return "\r\n" if b"\r\n" in self.text[:4096] else "\n"

    def imports(self, modules: tuple[str, ...]) -> Iterator[Imported]:
        """Every name that the `use` declarations of an inline module bring."""
        for unit in self._chunk.units:
            if unit.node.type == "use_declaration" and unit.modules == modules:
                yield from imports_of(unit.node, unit.data)

    def add_use(self, path: str, modules: tuple[str, ...] = ()) -> Edit:
        """A `use path;` line behind the last `use` of the module, or where the first one would stand."""
        last = None
        for unit in self._chunk.units:
            if unit.node.type == "use_declaration" and unit.modules == modules:
                last = unit.node
        if last is not None:
            indent = self.indentation(last.start_byte)
            return Edit(Span(last.end_byte, last.end_byte), f"{self.newline}{indent}use {path};")
        at = self._head_end() if not modules else self._module_start(modules)
        indent = "    " * len(modules)
        if modules:
            return Edit(Span(at, at), f"{self.newline}{indent}use {path};")
        return Edit(Span(at, at), f"use {path};{self.newline}{self.newline}")

    def _head_end(self) -> int:
        """Behind the file's inner attributes and inner doc comments."""
        for child in self.root.children:
            text = self.text[child.start_byte : child.start_byte + 3]
            inner = child.type in ("inner_attribute_item", "shebang") or text in (b"//!", b"/*!")
            if not inner:
                return child.start_byte
        return len(self.text)

    def _module_start(self, modules: tuple[str, ...]) -> int:
        node = self.root
        for name in modules:
            for child in node.named_children:
                label = child.child_by_field_name("name")
                if child.type == "mod_item" and label is not None and self.slice(span_of(label)) == name:
                    node = child.child_by_field_name("body") or child
                    break
        return node.start_byte + 1

    def _view(self, unit: Unit) -> RustFile:
        return RustFile(self.path, unit, self.crate, Names(self._ground))


def span_of(node: Node) -> Span:
    """The bytes of a node."""
    return Span(node.start_byte, node.end_byte)
