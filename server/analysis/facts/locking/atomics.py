"""Operations on atomics: what they touch, whether their result decides anything, and who pairs with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ..code.bindings import names_in, uses_of
from ..code.paths import canonical
from ..code.rust_file import RustFile

SEQCST = "std::sync::atomic::Ordering::SeqCst"

# Where the orderings stand among the arguments, by method of the std atomics.
_LOADS = {"load": (0,)}
_STORES = {"store": (1,)}
_EXCHANGES = {
    "compare_exchange": (2, 3),
    "compare_exchange_weak": (2, 3),
    "fetch_update": (0, 1),
    "try_update": (0, 1),
}
_CHANGES = {"swap": (1,), "compare_and_swap": (2,), "update": (0, 1)} | {
    f"fetch_{name}": (1,)
    for name in ("add", "sub", "max", "min", "and", "or", "xor", "nand", "not", "ptr_add", "ptr_sub")
}
_PLACES = _LOADS | _STORES | _EXCHANGES | _CHANGES
_COUNTS = {"fetch_add", "fetch_sub", "fetch_max", "fetch_min"}
_MOST_FILES = 16
_METHODS = "|".join(sorted(_PLACES, key=len, reverse=True))


class Operation(NamedTuple):
    """One operation on an atomic: the call, the last name of what it is called on, the unit around it."""

    call: Node
    method: str
    atomic: str
    orderings: tuple[Node, ...]
    view: RustFile

    @property
    def reads(self) -> bool:
        """Whether the operation sees the old value."""
        return self.method not in _STORES

    @property
    def writes(self) -> bool:
        """Whether the operation may change the value."""
        return self.method not in _LOADS

    @property
    def body(self) -> tuple[bytes, int]:
        """The function, closure or async block around it."""
        for around in self.view.ancestors(self.call):
            if around.type in ("function_item", "closure_expression", "async_block"):
                return self.view.unit.text, around.start_byte - self.view.unit.start
        return self.view.unit.text, 0

    @property
    def is_ordered_read(self) -> bool:
        """A change by nothing, `fetch_add(0, SeqCst)`: a read that takes part in the total order."""
        return self.method.startswith("fetch_") and "(0," in self.view.text(self.call)


def operation_of(ordering: Node, file: RustFile) -> Operation | None:
    """The operation that takes this ordering as an argument."""
    arguments = file.parent(ordering)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    found = _operation(call, file) if call is not None else None
    return found if found is not None and ordering in found.orderings else None


def _operation(call: Node, file: RustFile) -> Operation | None:
    function = call.child_by_field_name("function")
    field = function.child_by_field_name("field") if function is not None else None
    arguments = call.child_by_field_name("arguments")
    if function is None or function.type != "field_expression" or field is None or arguments is None:
        return None
    places = _PLACES.get(file.text(field))
    given = [child for child in arguments.named_children if not child.type.endswith("_comment")]
    name = _last_name(function.child_by_field_name("value"), file)
    if places is None or name is None or len(given) <= places[-1]:
        return None
    return Operation(call, file.text(field), name, tuple(given[place] for place in places), file)


def _last_name(node: Node | None, file: RustFile) -> str | None:
    """The field, static or local that holds the atomic."""
    while node is not None:
        if node.type == "field_expression":
            field = node.child_by_field_name("field")
            return file.text(field) if field is not None else None
        if node.type in ("identifier", "self"):
            return file.text(node)
        if node.type == "scoped_identifier":
            node = node.child_by_field_name("name")
        elif node.type in _TRANSPARENT:
            node = next(iter(node.named_children), None)
        elif node.type == "call_expression":
            called = node.child_by_field_name("function")
            node = called.child_by_field_name("value") or called if called is not None else None
        else:
            return None
    return None


_TRANSPARENT = {"index_expression", "parenthesized_expression", "unary_expression", "reference_expression"}


def operations_on(atomic: str, file: RustFile) -> list[Operation] | None:
    """All operations on atomics of that name, in this file and as fields in those that can see them.

    None when one stands where it cannot be read.
    """
    found: list[Operation] = []
    dotted = rf"\.{atomic}" if atomic.isdigit() else rf"\b{re.escape(atomic)}"
    pattern = re.compile(rf"{dotted}\s*(?:\[[^\]]*\]|\(\))?\s*\.\s*({_METHODS})\s*\(".encode())
    units = (*file.names.mentioning(f".{atomic}" if atomic.isdigit() else atomic), *_elsewhere(atomic, file))
    for unit in units:
        view = file.view(unit)
        for match in pattern.finditer(unit.data, unit.start, unit.end):
            operation = _at(match.start(1), view)
            if operation is None:
                return None
            found.append(operation)
    return found


def _elsewhere(atomic: str, file: RustFile) -> Iterator[Unit]:
    """The units of other files that read a field of that name, if these are few: else it is anybody's name."""
    home = file.names.home() if not atomic.isdigit() else None
    paths = file.names.files_with_word(home.target, f".{atomic}") if home is not None else ()
    for path in paths if len(paths) <= _MOST_FILES else ():
        if path != file.names.path:
            yield from file.names.of(path).mentioning(f".{atomic}")


def _at(offset: int, view: RustFile) -> Operation | None:
    for root in (*reversed(view.fragment_roots()), view.unit.node):
        node = root.descendant_for_byte_range(offset, offset + 1)
        while node is not None and node.type in ("field_identifier", "field_expression"):
            node = node.parent
        if node is not None and node.type == "call_expression":
            return _operation(node, view)
    return None


def counts_only(operations: list[Operation]) -> bool:
    """Whether the atomic is a number that is counted, handed out and shown, and decides nothing."""
    judged = [o for o in operations if not is_test_unit(o.view.unit)]
    return (
        any(o.method in _COUNTS for o in judged)
        and all(o.method in _COUNTS or o.method in ("load", "store", "swap") for o in judged)
        and not any(_is_deliberate(o) or (o.reads and decides(o.call, o.view)) for o in judged)
    )


def _is_deliberate(operation: Operation) -> bool:
    """Whether somebody chose an order between the strictest and the loosest."""
    return any(operation.view.text(n).endswith(("Acquire", "Release", "AcqRel")) for n in operation.orderings)


_COMPARISONS = {"<", ">", "<=", ">=", "&&", "||"}
_COMPARES = {"eq", "ne", "lt", "gt", "le", "ge", "cmp", "partial_cmp", "checked_sub"}


def decides(value: Node, file: RustFile) -> bool:
    """Whether a value is compared or branched on, here, through a variable or in a caller of the function."""
    inner = value
    for around in file.ancestors(value):
        kind = around.type
        if kind == "binary_expression":
            operator = around.child_by_field_name("operator")
            word = operator.type if operator is not None else ""
            if word in ("%", "==", "!="):
                return word != "%" and _asks_for_state(around, inner, file)
            if word in _COMPARISONS:
                return True
        elif kind in ("if_expression", "while_expression", "match_expression", "let_condition", "match_arm"):
            return inner in (around.child_by_field_name("condition"), around.child_by_field_name("value"))
        elif kind == "unary_expression" and file.text(around).startswith("!"):
            return True
        elif kind == "field_expression":
            field = around.child_by_field_name("field")
            word = file.text(field) if field is not None else ""
            if word in _COMPARES or word == "is_multiple_of":
                return word in _COMPARES
        elif kind == "let_declaration":
            return _variable_decides(around, file)
        elif kind in ("expression_statement", "macro_invocation", "closure_expression", "struct_expression"):
            return False
        elif kind in ("block", "return_expression", "function_item"):
            return _returned(inner, around, file) and _result_decides(file)
        inner = around
    return False


def _asks_for_state(comparison: Node, value: Node, file: RustFile) -> bool:
    """`==` with a literal or constant asks for a state; with another variable it compares ids."""
    sides = (comparison.child_by_field_name("left"), comparison.child_by_field_name("right"))
    other = next((side for side in sides if side is not None and side != value), None)
    if other is None:
        return True
    is_fixed = other.type.endswith("_literal") or file.text(other).rpartition("::")[2].isupper()
    return is_fixed or value.type != "identifier"


def _variable_decides(let: Node, file: RustFile) -> bool:
    pattern = let.child_by_field_name("pattern")
    names = list(names_in(pattern, file)) if pattern is not None else []
    scope = let.parent
    if scope is None:
        return True
    return any(decides(use, file) for name in names for use in uses_of(name, scope, file))


def _returned(inner: Node, around: Node, file: RustFile) -> bool:
    if around.type == "return_expression":
        return True
    function = file.parent(around)
    is_tail = bool(around.named_children) and around.named_children[-1] == inner
    return is_tail and function is not None and function.type == "function_item"


def _result_decides(file: RustFile) -> bool:
    """Whether a caller in the file compares or branches on what the function returns."""
    name = file.unit.node.child_by_field_name("name")
    if name is None:
        return False
    call = rf"\b{re.escape(file.text(name))}\("
    pattern = re.compile(rf"\b(?:if|while|match)\s[^{{}};]*{call}|{call}[^()]*\)\s*(?:[=!]=|[<>]|&&|\|\|)".encode())
    callers = file.names.mentioning(file.text(name))
    return any(pattern.search(unit.text) for unit in callers if unit is not file.unit)


def is_in_pair(operations: list[Operation], file: RustFile) -> bool:
    """Whether one of the operations in the file is half of a Dekker pair: then their atomic takes part in it."""
    here = (each for each in operations if each.view.path == file.path)
    return any(is_store_load_pair(each, each.view) for each in here if _is_strict(each))


def _is_strict(operation: Operation) -> bool:
    return any(is_sequential(ordering, operation.view) for ordering in operation.orderings)


def is_store_load_pair(operation: Operation, file: RustFile) -> bool:
    """Whether the operation is half of a Dekker pair: one side writes A, then reads B; the other B, then A.

    When nothing in the file writes the other atomic, its other side is elsewhere and may be one.
    """
    for write, read in _write_then_read(operation, file):
        other = operations_on(read.atomic, file)
        back = operations_on(write.atomic, file)
        if other is None or back is None or not any(o.writes for o in other):
            return True
        if any(w.writes and r.reads and w.body == r.body and _before(w, r) for w in other for r in back):
            return True
    return False


def _write_then_read(operation: Operation, file: RustFile) -> Iterator[tuple[Operation, Operation]]:
    here = [o for o in _sequential(file) if o.body == operation.body and o.atomic != operation.atomic]
    for other in here:
        write, read = (operation, other) if _before(operation, other) else (other, operation)
        if write.writes and read.reads and file.parent(read.call).type != "expression_statement":  # type: ignore[union-attr]
            yield write, read


def _before(one: Operation, two: Operation) -> bool:
    return one.call.end_byte <= two.call.start_byte or one.call.start_byte < two.call.start_byte


def _sequential(file: RustFile) -> list[Operation]:
    """The sequentially consistent operations of the unit."""
    calls = file.descendants(file.unit.node, "call_expression")
    found = [_operation(call, file) for call in calls]
    return [o for o in found if o is not None and any(is_sequential(n, file) for n in o.orderings)]


def is_sequential(ordering: Node, file: RustFile) -> bool:
    """Whether an ordering is `SeqCst`, under another name too."""
    return file.text(ordering).endswith("SeqCst") or canonical(ordering, file) == SEQCST
