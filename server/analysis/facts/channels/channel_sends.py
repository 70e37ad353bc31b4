"""Everything that is sent into a channel: its sender followed through clones, parameters and fields of all files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.test_code import is_test_unit
from ..code.bindings import names_in, uses_of
from ..code.calls import argument_index, called_name, function_of
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.type_model import peeled
from ..data.channels import SENDS
from ..data.schema import last_names
from ..running.heat import heat_of
from ..running.heat_model import Level
from ..types.expressions import type_of
from ..types.helpers import helper_called, view_of

Send = tuple[Node, RustFile]
_SENDS = last_names(SENDS)
_MOST = 24
_MOST_FILES = 16
_DEEPEST = 4
_FAR = 2  # functions between
# What only asks a sender, or ends it.
_IDLE = frozenset(
    {"is_closed", "is_full", "len", "is_empty", "same_channel", "close", "closed", "drop", "close_channel"}
)


class _Escapes(Exception):
    """The sender goes where it cannot be followed."""


def sends_into(sender: Node, scope: Node, file: RustFile) -> list[Send] | None:
    """The calls that put something into a channel, tests left out; None when there may be others."""
    search = _Search()
    try:
        search.follow(sender, scope, file, 0)
    except _Escapes:
        return None
    return search.sends


class _Search:
    def __init__(self) -> None:
        self.sends: list[Send] = []
        self._fields: set[tuple[str, str]] = set()

    def follow(self, name: Node, scope: Node, file: RustFile, depth: int) -> None:
        """Looks at all uses of a local name."""
        for use in uses_of(name, scope, file):
            self._use(use, file, depth)

    def _use(self, use: Node, file: RustFile, depth: int) -> None:
        above = file.parent(use)
        if depth > _DEEPEST or len(self.sends) > _MOST or above is None:
            raise _Escapes
        if above.type == "field_expression" and above.child_by_field_name("value") == use:
            self._method(above, file, depth)
        elif use.type == "shorthand_field_initializer" or above.type in (
            "shorthand_field_initializer",
            "field_initializer",
        ):
            self._stored(use if use.type == "shorthand_field_initializer" else above, file, depth)
        elif above.type == "reference_expression":
            self._use(above, file, depth)
        elif above.type == "arguments":
            self._given(use, above, file, depth)
        elif above.type == "let_declaration" and above.child_by_field_name("value") == use:
            self._renamed(above, file, depth)
        elif above.type != "expression_statement":
            raise _Escapes

    def _method(self, field: Node, file: RustFile, depth: int) -> None:
        call, name = file.parent(field), field.child_by_field_name("field")
        if call is None or call.type != "call_expression" or name is None or function_of(call) != field:
            raise _Escapes
        method = file.text(name)
        if method in _SENDS:
            self.sends.append((call, file))
        elif method in ("clone", "as_ref", "to_owned"):
            self._use(call, file, depth)
        elif method not in _IDLE:
            raise _Escapes

    def _renamed(self, let: Node, file: RustFile, depth: int) -> None:
        pattern, scope = let.child_by_field_name("pattern"), file.parent(let)
        names = list(names_in(pattern, file)) if pattern is not None else []
        if len(names) != 1 or scope is None or pattern is None or pattern.type not in ("identifier", "mut_pattern"):
            raise _Escapes
        self.follow(names[0], scope, file, depth)

    def _given(self, use: Node, arguments: Node, file: RustFile, depth: int) -> None:
        call = file.parent(arguments)
        if call is None or call.type != "call_expression":
            raise _Escapes
        if called_name(call, file) in _IDLE:
            return
        if _is_clone(call, file):
            self._use(call, file, depth)
            return
        helper = helper_called(call, argument_index(call, use), file)
        if helper is None:
            raise _Escapes
        self.follow(helper.parameter, helper.file.unit.node, helper.file, depth + 1)

    def _stored(self, initializer: Node, file: RustFile, depth: int) -> None:
        """A field of a struct: all that is done with it in the files that read one of the name."""
        struct = next((a for a in file.ancestors(initializer) if a.type == "struct_expression"), None)
        found = peeled(type_of(struct, file)) if struct is not None else None
        label = initializer.child_by_field_name("field") or next(iter(initializer.named_children), None)
        if found is None or label is None or not found.path.startswith(("self::", "crate::")):
            raise _Escapes
        name = struct.child_by_field_name("name") if struct is not None else None
        if name is None or canonical(name, file) != found.path:
            # A variant of an enum is taken apart by patterns.
            raise _Escapes
        key = (found.path, file.text(label))
        if key in self._fields:
            return
        self._fields.add(key)
        for use, view in _reads_of(*key, file):
            self._use(use, view, depth + 1)


def _is_clone(call: Node, file: RustFile) -> bool:
    """`UnboundedSender::clone(&sender)` and the like."""
    function = function_of(call)
    return function is not None and function.type == "scoped_identifier" and called_name(call, file) == "clone"


def _reads_of(owner: str, name: str, file: RustFile) -> Iterator[Send]:
    """The places that read a struct's field, and that take the struct apart by its name."""
    home = file.names.home()
    if home is None:
        raise _Escapes
    paths = {*file.names.files_with_word(home.target, f".{name}"), file.names.path}
    if len(paths) > _MOST_FILES:
        raise _Escapes
    for path in sorted(paths):
        for unit in file.names.of(path).mentioning(name):
            if not is_test_unit(unit):
                yield from _reads_in(view_of(unit, file), owner, name)


def _reads_in(view: RustFile, owner: str, name: str) -> Iterator[Send]:
    for node in view.descendants(view.unit.node, "field_expression", "struct_pattern"):
        if node.type == "struct_pattern":
            label = node.child_by_field_name("type")
            if label is not None and canonical(label, view) == owner:
                raise _Escapes
            continue
        field, value = node.child_by_field_name("field"), node.child_by_field_name("value")
        if field is None or value is None or view.text(field) != name:
            continue
        found = peeled(type_of(value, view))
        if found is None or found.path == owner:
            yield node, view


_REPLY = re.compile(r"\b(oneshot|bounded|channel|rendezvous|promise)\w*(::\w+)*(::<[^;=]*>)?\(\s*(1|0)?\s*\)")


def is_paced(call: Node, view: RustFile) -> bool:
    """Whether the sender waits for the reply to each message, over a channel that it sends along."""
    function = view.function_around(call)
    arguments = call.child_by_field_name("arguments")
    if function is None or arguments is None:
        return False
    given = {view.text(name) for name in view.descendants(arguments, "identifier", "shorthand_field_identifier")}
    for let in view.descendants(function, "let_declaration"):
        pattern, value = let.child_by_field_name("pattern"), let.child_by_field_name("value")
        if pattern is None or value is None or pattern.type != "tuple_pattern" or not _REPLY.search(view.text(value)):
            continue
        names = list(names_in(pattern, view))
        if len(names) == 2 and view.text(names[0]) in given and _waits_for(names[1], call, function, view):
            return True
    return False


def _waits_for(receiver: Node, call: Node, function: Node, view: RustFile) -> bool:
    for use in uses_of(receiver, function, view):
        above = view.parent(use)
        if use.start_byte > call.start_byte and above is not None:
            waited = above.type == "await_expression" or view.text(above).endswith((".recv", ".blocking_recv"))
            if waited or (above.type == "arguments" and called_name(view.parent(above) or above, view) == "timeout"):
                return True
    return False


def is_cold(call: Node, view: RustFile) -> bool:
    """Whether start-up, shutdown or the like sends here; errors, and calls from afar, may come in any number."""
    heat = heat_of(call, view)
    return heat.level is Level.COLD and "error path" not in heat.what and len(heat.through) < _FAR
