"""Follows the two ends of a channel through a file: names, clones, parameters and fields, until they leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from ..analysis.facts.channels.channel_ends import ends_of
from ..analysis.facts.code.bindings import uses_of
from ..analysis.facts.code.calls import argument_index, called_name
from ..analysis.facts.code.paths import canonical
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.code.type_model import peeled
from ..analysis.facts.types.expressions import type_of
from ..analysis.facts.types.helpers import functions_called, view_of
from ..analysis.facts.types.written_types import field_declaration
from .visible import is_seen_outside

Place = tuple[int, int]


class Escapes(Exception):
    """An end of the channel goes where it cannot be followed."""


class ChannelFlow:
    """All that the ends of some channels reach: their sends, and the written types that hold them.

    `views` gives the units of the file, or with words only those that say one of them: most are never looked at.
    """

    def __init__(self, views: Callable[..., Iterable[RustFile]]) -> None:
        self._views = views
        self.sends: list[tuple[Node, RustFile]] = []
        self.types: set[Place] = set()
        self._seen: set[Place] = set()
        self._fields: set[tuple[str, str]] = set()
        self._parameters: list[tuple[Node, int]] = []

    def follow_channel(self, call: Node, view: RustFile) -> None:
        """Everything from a constructor on; raises when an end escapes."""
        ends = ends_of(call, view)
        if ends is None:
            raise Escapes("a channel that is not taken apart")
        written = ends.let.child_by_field_name("type")
        if written is not None:
            self.types.add(place(written))
        scope = view.parent(ends.let)
        for end in (ends.sender, ends.receiver):
            if end is not None and scope is not None:
                self._follow(end, scope, view)

    def check_feeders(self) -> None:
        """What else comes to the fields and parameters that were reached; raises for a value from elsewhere."""
        names = {field.encode() for _, field in self._fields}
        if not names and not self._parameters:
            return
        for view in self._views() if self._parameters else self._views(*names):
            for struct in within(view, "struct_expression"):
                self._check_struct(struct, view)
            for call in within(view, "call_expression"):
                self._check_call(call, view)

    def _check_struct(self, struct: Node, view: RustFile) -> None:
        name, body = struct.child_by_field_name("name"), struct.child_by_field_name("body")
        path = canonical(name, view) if name is not None else None
        for field in body.named_children if body is not None else ():
            value = field.child_by_field_name("value") or field
            label = view.text(field.child_by_field_name("field") or field)
            if (path, label) in self._fields and place(value) not in self._seen:
                raise Escapes(f"{path}.{label} from elsewhere")

    def _check_call(self, call: Node, view: RustFile) -> None:
        if not self._parameters:
            return
        called = {unit.node.start_byte for unit in functions_called(call, view)}
        arguments = call.child_by_field_name("arguments")
        given = [n for n in arguments.named_children if not n.type.endswith("_comment")] if arguments else []
        for function, index in self._parameters:
            if function.start_byte in called and index < len(given) and place(_bare(given[index])) not in self._seen:
                raise Escapes(view.text(call)[:60])

    def _follow(self, name: Node, scope: Node, view: RustFile) -> None:
        for use in uses_of(name, scope, view):
            self._use(use, view)

    def _use(self, use: Node, view: RustFile) -> None:
        """Every use must be one that a bounded end has, or lead to another that is followed."""
        if place(use) in self._seen:
            return
        self._seen.add(place(use))
        above = view.parent(use)
        if above is None:
            raise Escapes(view.text(use))
        if above.type == "field_expression":
            self._method(above, view)
        elif above.type == "arguments":
            self._argument(use, above, view)
        elif above.type in ("reference_expression", "parenthesized_expression"):
            self._use(above, view)
        elif above.type in _FIELDS or use.type in _FIELDS:
            self._stored(use, above, view)
        elif above.type == "let_declaration":
            self._renamed(above, view)
        elif above.type not in ("expression_statement", "for_expression"):
            raise Escapes(view.text(above)[:60])

    def _method(self, field: Node, view: RustFile) -> None:
        name = view.text(field).rpartition(".")[2].strip()
        call = view.parent(field)
        if name == "send" and call is not None:
            self.sends.append((call, view))
        elif name == "clone" and call is not None:
            self._use(call, view)
        elif name not in _METHODS:
            raise Escapes(name)

    def _renamed(self, let: Node, view: RustFile) -> None:
        pattern, scope = let.child_by_field_name("pattern"), view.parent(let)
        names = (pattern, *pattern.named_children) if pattern is not None else ()
        name = next((n for n in names if n.type == "identifier"), None)
        if name is None or scope is None or (pattern is not None and pattern.type not in ("identifier", "mut_pattern")):
            raise Escapes(view.text(let)[:60])
        self._follow(name, scope, view)

    def _argument(self, use: Node, arguments: Node, view: RustFile) -> None:
        call = view.parent(arguments)
        name = called_name(call, view) if call is not None else ""
        if call is None or name == "drop" or (name == "new" and "UnboundedReceiverStream" in view.text(call)):
            return
        index = argument_index(call, use)
        units = functions_called(call, view)
        if len(units) != 1 or units[0].path:
            raise Escapes(view.text(call)[:60])
        other = view_of(units[0], view)
        parameters = units[0].node.child_by_field_name("parameters")
        given = [p for p in parameters.named_children if p.type == "parameter"] if parameters is not None else []
        pattern = given[index].child_by_field_name("pattern") if index < len(given) else None
        written = given[index].child_by_field_name("type") if index < len(given) else None
        name_node = (
            next((n for n in (pattern, *pattern.named_children) if n.type == "identifier"), None) if pattern else None
        )
        if written is None or name_node is None or is_seen_outside(written, other):
            raise Escapes(view.text(call)[:60])
        self.types.add(place(written))
        self._parameters.append((units[0].node, index))
        self._follow(name_node, units[0].node, other)

    def _stored(self, use: Node, above: Node, view: RustFile) -> None:
        """A field of a struct of the file: the uses of the field are followed everywhere in the file."""
        struct = next((a for a in view.ancestors(use) if a.type == "struct_expression"), None)
        name = struct.child_by_field_name("name") if struct is not None else None
        label = above.child_by_field_name("field") if above.type == "field_initializer" else use
        path = canonical(name, view) if name is not None else None
        if path is None or not path.startswith("self::") or label is None:
            raise Escapes(view.text(use))
        field = view.text(label)
        if (path, field) in self._fields:
            return
        self._fields.add((path, field))
        *modules, owner = path.split("::")[1:]
        for unit in view.names.items(tuple(modules), owner):
            written = field_declaration(unit, field)
            if written is None or is_seen_outside(written, view_of(unit, view)):
                raise Escapes(f"{owner}.{field}")
            self.types.add(place(written))
        self._follow_field(path, field)

    def _follow_field(self, owner: str, field: str) -> None:
        for view in self._views(field.encode()):
            for pattern in within(view, "field_pattern"):
                if view.text(pattern.child_by_field_name("name") or pattern) == field:
                    raise Escapes(f"{field} in a pattern")
            for use in within(view, "field_expression"):
                label, value = use.child_by_field_name("field"), use.child_by_field_name("value")
                if label is None or value is None or view.text(label) != field:
                    continue
                held = peeled(type_of(value, view))
                if held is None or held.path == owner:
                    self._use(use, view)


_FIELDS = frozenset({"field_initializer", "field_initializer_list", "shorthand_field_initializer"})
_METHODS = frozenset(
    {
        "recv", "try_recv", "blocking_recv", "close", "closed", "is_closed", "is_empty", "len", "iter", "recv_timeout",
        "into_iter", "try_iter", "recv_many", "blocking_recv_many", "poll_recv", "next", "same_channel", "recv_async",
    }
)  # fmt: skip


def place(node: Node) -> Place:
    """Where a node stands."""
    return node.start_byte, node.end_byte


def within(view: RustFile, *kinds: str) -> Iterator[Node]:
    """The nodes of these kinds in a unit, the unit's own node included."""
    if view.unit.node.type in kinds:
        yield view.unit.node
    yield from view.descendants(view.unit.node, *kinds)


def _bare(value: Node) -> Node:
    """A value behind its `&`."""
    while value.type == "reference_expression":
        value = value.child_by_field_name("value") or value.named_children[-1]
    return value


def inside(node: Node, places: Iterable[Place]) -> bool:
    """Whether a node lies in one of the places."""
    return any(start <= node.start_byte and node.end_byte <= end for start, end in places)
