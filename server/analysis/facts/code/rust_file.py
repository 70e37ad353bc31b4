"""What a rule sees of a file: one unit's tree, and questions about the rest which are answered by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from tree_sitter import Node

from ...syntax.macros import Fragment, fragments_of, invocations, parsed
from ...syntax.query import is_loose, nodes_of
from ...syntax.units import Unit
from ...workspace.crates import Crate
from .names import Names

T = TypeVar("T")
_NAMES = ("identifier", "shorthand_field_identifier")


class RustFile:
    """One unit under judgement.

    `data` is the text that node offsets count in. `names` answers what the file declares elsewhere and
    records each question, so that an answer which changes later has the unit judged again. With `all_macros` the
    arguments of macros that are not known are read too, where they are expressions without doubt.
    """

    def __init__(self, path: str, unit: Unit, crate: Crate, names: Names, *, all_macros: bool = False) -> None:
        self.path = path
        self.unit = unit
        self.data = unit.data
        self.crate = crate
        self.names = names
        self._all_macros = all_macros
        self.scratch: dict[str, int] = {}
        self._memo: dict[tuple[str, int, int], Any] = {}
        self._fragments: list[Fragment] = []
        self._fragment_roots: list[Node] | None = None

    def view(self, unit: Unit) -> RustFile:
        """Another unit, of this file or of one of the workspace, with its questions recorded here."""
        if unit.node == self.unit.node:
            return self
        known = self.names.memo
        key = ("view", id(unit))
        if key not in known:
            names = self.names.of(unit.path)
            known[key] = RustFile(names.path, unit, names.crate, names)
        found: RustFile = known[key]
        return found

    def text(self, node: Node) -> str:
        """The source of a node."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def bytes_of(self, node: Node) -> bytes:
        """The source of a node, undecoded."""
        return self.data[node.start_byte : node.end_byte]

    def once(self, question: str, node: Node, answer: Callable[[], T]) -> T:
        """The answer to a question about a node, computed once a judgement."""
        key = (question, node.start_byte, node.id)
        if key not in self._memo:
            self._memo[key] = answer()
        found: T = self._memo[key]
        return found

    def parent(self, node: Node) -> Node | None:
        """The node around; from a macro's argument the way leads to the macro invocation."""
        above = node.parent
        if above is not None and above.type == "source_file" and node != self.unit.node:
            return self._host(node.start_byte)
        return above

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The nodes around, innermost first, up to the unit's item."""
        limit = self.unit.node
        above = self.parent(node)
        while above is not None:
            yield above
            if above == limit:
                return
            above = self.parent(above)

    def function_around(self, node: Node) -> Node | None:
        """The function that a node stands in, None outside of any."""
        return next((around for around in self.ancestors(node) if around.type == "function_item"), None)

    def fragment_roots(self) -> list[Node]:
        """The trees of known macros' arguments in the unit, nested ones included."""
        if self._fragment_roots is None:
            self._fragment_roots = []
            pending = [self.unit.node]
            while pending:
                pending += self.expand(invocations(pending.pop()))
        return self._fragment_roots

    def expand(self, found: Sequence[Node]) -> list[Node]:
        """Parses the arguments of macro invocations and remembers them; the new trees."""
        if self._fragment_roots is None:
            self._fragment_roots = []
        fragments = [
            fragment for macro in found for fragment in fragments_of(macro, self.data, of_all=self._all_macros)
        ]
        if not fragments:
            return []
        self._fragments += fragments
        trees = parsed(fragments, self.data)
        if self._all_macros:
            trees = [tree for tree in trees if not tree.has_error]
        self._fragment_roots += trees
        return trees

    def descendants(self, node: Node, *kinds: str) -> Iterator[Node]:
        """All named nodes of the kinds below a node in text order, macro arguments included."""
        start, end = node.start_byte, node.end_byte
        found = nodes_of(kinds, node)
        if found and found[0] == node:
            del found[0]
        inside = [root for root in self.fragment_roots() if root.start_byte < end and start < root.end_byte]
        for root in inside:
            found += [n for n in nodes_of(kinds, root) if start < n.start_byte and n.end_byte <= end]
        if inside:
            # A node of a macro's arguments is found twice: below itself and below the tree that it stands in.
            once = {n.id: n for n in found}
            found = sorted(once.values(), key=lambda n: (n.start_byte, -n.end_byte))
        return iter(found)

    def named(self, word: bytes, scope: Node) -> list[Node]:
        """The identifiers below a node that are this word, in text order, macro arguments included.

        They are looked for in the text: a scope has many names, of which few are this one.
        """
        start, end = scope.start_byte, scope.end_byte
        inside = [root for root in self.fragment_roots() if root.start_byte < end and start < root.end_byte]
        found: dict[int, Node] = {}
        at = self.data.find(word, start, end)
        while at >= 0:
            behind = at + len(word)
            for tree in (scope, *inside):
                if tree.start_byte <= at and behind <= tree.end_byte:
                    node = tree.descendant_for_byte_range(at, behind)
                    if node is not None and (node.start_byte, node.end_byte) == (at, behind) and _is_name(node):
                        found[node.id] = node
            at = self.data.find(word, behind, end)
        found.pop(scope.id, None)
        return list(found.values())

    def arguments_of_macro(self, invocation: Node) -> list[Node]:
        """The parsed arguments of a macro invocation, in order; none when the macro is not known."""
        start, end = invocation.start_byte, invocation.end_byte
        return [
            expression(child)
            for root in self.fragment_roots()
            for child in root.named_children
            if start < child.start_byte < end
            and (host := self._host(child.start_byte)) is not None
            and host.start_byte == start
        ]

    def _host(self, offset: int) -> Node | None:
        """The macro invocation whose parsed argument begins at or holds the offset, the innermost."""
        self.fragment_roots()
        around = [f for f in self._fragments if f.start <= offset < f.end]
        return max(around, key=lambda f: f.start).host if around else None


def _is_name(node: Node) -> bool:
    return node.type in _NAMES and not is_loose(node)


def expression(node: Node) -> Node:
    """A statement's expression, without the parentheses around it."""
    while node.type in ("expression_statement", "parenthesized_expression") and node.named_child_count:
        inner = node.named_child(0)
        if inner is None:
            break
        node = inner
    return node
