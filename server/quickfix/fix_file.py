"""What a fix sees: the whole file in bytes of its text, with the facts of any place in it."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..analysis.facts.code.ground import Ground
from ..analysis.facts.code.names import Names
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.finding import Span
from ..analysis.syntax.units import Unit
from ..analysis.syntax.uses import Imported, imports_of
from ..analysis.whole_text import WholeText
from ..analysis.workspace.crates import Crate
from ..analysis.workspace.index import Index
from .edit import Edit


class FixFile:
    """One file that fixes are computed for; all offsets are bytes of the file. With an index, facts know the others.

    `whole` is its text where that is parsed already.
    """

    def __init__(
        self, path: str, text: bytes, crate: Crate, index: Index | None = None, whole: WholeText | None = None
    ) -> None:
        self.path = path
        self.text = text
        self.crate = crate
        self.whole = whole if whole is not None else WholeText.parsed(text)
        self._ground = Ground(path or "-", crate, self.whole, index)
        self._names: list[Names] = []

    def views(self, *words: bytes) -> Iterator[RustFile]:
        """The units of the file, as rules see them; with words only those whose text holds one of them."""
        for unit in self.whole.units(words or (b"",)):
            yield self._view(unit)

    def view_at(self, span: Span) -> RustFile | None:
        """The unit around a range, as rules see it."""
        unit = self.whole.unit_around(span)
        return self._view(unit) if unit is not None else None

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
        for _, unit in self._uses(modules):
            yield from imports_of(unit.node, unit.data)

    def add_use(self, path: str, modules: tuple[str, ...] = ()) -> Edit:
        """A `use path;` line behind the last `use` of the module, or where the first one would stand."""
        uses = self._uses(modules)
        if uses:
            base, last = uses[-1]
            indent = self.indentation(base + last.node.start_byte)
            end = base + last.node.end_byte
            return Edit(Span(end, end), f"{self.newline}{indent}use {path};")
        at = self._head_end() if not modules else self._module_start(modules)
        indent = "    " * len(modules)
        if modules:
            return Edit(Span(at, at), f"{self.newline}{indent}use {path};")
        return Edit(Span(at, at), f"use {path};{self.newline}{self.newline}")

    def _uses(self, modules: tuple[str, ...]) -> list[tuple[int, Unit]]:
        """The `use` declarations of an inline module, each with where the text of its offsets begins."""
        return [(base, unit) for base, unit in self.whole.uses(modules) if unit.node.type == "use_declaration"]

    def _head_end(self) -> int:
        """Behind the file's inner attributes and inner doc comments."""
        for child in (child for root in self.whole.roots() for child in root.children):
            text = self.text[child.start_byte : child.start_byte + 3]
            inner = child.type in ("inner_attribute_item", "shebang") or text in (b"//!", b"/*!")
            if not inner:
                return child.start_byte
        return len(self.text)

    def _module_start(self, modules: tuple[str, ...]) -> int:
        items = [child for root in self.whole.roots(b"mod") for child in root.named_children]
        start = 0
        for name in modules:
            for child in items:
                label = child.child_by_field_name("name")
                if child.type == "mod_item" and label is not None and self.slice(span_of(label)) == name:
                    inside = child.child_by_field_name("body") or child
                    start, items = inside.start_byte + 1, inside.named_children
                    break
        return start

    def forget(self) -> None:
        """Drops what was worked out of the views that were given: they hold on to themselves, and to the whole text."""
        for names in self._names:
            names.forget()
        self._names.clear()

    def _view(self, unit: Unit) -> RustFile:
        names = Names(self._ground)
        self._names.append(names)
        return RustFile(self.path, unit, self.crate, names)


def span_of(node: Node) -> Span:
    """The bytes of a node."""
    return Span(node.start_byte, node.end_byte)
