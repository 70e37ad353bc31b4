"""What is done with a value: it is read through `&`, changed through `&mut`, or moved away.

`does` tells it of one place, `uses` of all places that name a variable. What goes through a `&` is never more than a
read: the compiler sees to it that no reference outlives what it points to. What nobody can tell is None.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..code.bindings import Binding, binding_of, names_in, uses_of
from ..code.calls import is_called
from ..code.macro_tokens import named_in_macros
from ..code.nodes import is_move, is_mutable
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.type_model import PRIMITIVES
from ..types.expressions import type_of
from .ownership import Held, held_as
from .receivers import Takes, takes_receiver


class Does(enum.Enum):
    """What a use does to the value."""

    READS = "reads"
    CHANGES = "changes"
    MOVES = "moves"


class Use(NamedTuple):
    """A place that names a variable; `does` is None where it cannot be told.

    `captured` is the outermost closure or async block around it in which the variable is not declared.
    """

    node: Node
    does: Does | None
    captured: Node | None = None


_READ_BY_MACROS = frozenset(
    {
        "print", "println", "eprint", "eprintln", "format", "write", "writeln", "panic", "format_args", "todo",
        "unreachable", "unimplemented", "trace", "debug", "info", "warn", "error", "event", "span", "bail", "ensure",
        "anyhow", "eyre", "log", "info_span", "debug_span", "error_span", "trace_span", "warn_span", "assert_eq",
        "assert_ne", "debug_assert_eq", "debug_assert_ne", "json", "matches",
    }
)  # fmt: skip
# What stands before the text of these is no argument of it.
_LED = {
    "write": Does.CHANGES, "writeln": Does.CHANGES, "anyhow": Does.MOVES, "eyre": Does.MOVES, "bail": Does.MOVES,
    "panic": Does.MOVES,
}  # fmt: skip
_MOVED_BY_MACROS = frozenset({"vec", "smallvec", "dbg", "join", "try_join"})
_COPIES = PRIMITIVES | {
    "{integer}", "std::time::Duration", "std::time::Instant", "std::time::SystemTime", "std::net::IpAddr",
    "std::net::Ipv4Addr", "std::net::Ipv6Addr", "std::net::SocketAddr", "uuid::Uuid",
}  # fmt: skip
_LIBRARIES = frozenset(
    {"std", "tracing", "log", "anyhow", "eyre", "color_eyre", "serde_json", "smallvec", "tokio", "futures", "slog"}
)
_TEXTS = frozenset({"string_literal", "raw_string_literal"})
_COMPARES = frozenset({"==", "!=", "<", ">", "<=", ">=", "&&", "||"})


def does(value: Node, file: RustFile) -> Does | None:
    """What the code around an expression does with the value that it stands for, or with a part of it."""
    return file.once("does", value, lambda: _does(value, file))


def is_copied(value: Node, file: RustFile) -> bool:
    """Whether a value that is used whole stays where it is: it is a shared reference, or a number and the like."""
    if held_as(value, file) is Held.SHARED:
        return True
    found = type_of(value, file)
    return found is not None and found.path in _COPIES


def _does(value: Node, file: RustFile) -> Does | None:
    inner, around, is_element = value, file.parent(value), False
    while around is not None:
        if around.type == "parenthesized_expression" or _is_part(inner, around, file):
            is_element |= around.type == "index_expression"
            inner, around = around, file.parent(around)
            continue
        judge = _AROUND.get(around.type)
        found = judge(inner, around, file) if judge is not None else None
        # Nothing can be moved out of an index: an element that is used whole is a copy.
        return Does.READS if found is Does.MOVES and (is_element or is_copied(inner, file)) else found
    return None


def _is_part(inner: Node, around: Node, file: RustFile) -> bool:
    """Whether `around` is a place in the value: a field, an element, what it points to."""
    if around.type == "field_expression":
        return not is_called(around, file)
    if around.type == "index_expression":
        return around.named_children[0] == inner
    return around.type == "unary_expression" and file.bytes_of(around).startswith(b"*")


def _method(inner: Node, around: Node, file: RustFile) -> Does | None:
    call = file.parent(around)
    while call is not None and call.type != "call_expression":
        call = file.parent(call)
    takes = takes_receiver(call, file) if call is not None else None
    if takes is Takes.MUTABLE and held_as(inner, file) is Held.SHARED:
        return None
    return _BY_RECEIVER[takes] if takes is not None else None


_BY_RECEIVER = {Takes.SHARED: Does.READS, Takes.MUTABLE: Does.CHANGES, Takes.WHOLE: Does.MOVES}


def _referred(_inner: Node, around: Node, _file: RustFile) -> Does | None:
    return Does.CHANGES if is_mutable(around) else Does.READS


def _combined(_inner: Node, around: Node, file: RustFile) -> Does | None:
    operator = around.child_by_field_name("operator")
    return Does.READS if operator is not None and file.text(operator) in _COMPARES else Does.MOVES


def _assigned(inner: Node, around: Node, _file: RustFile) -> Does | None:
    return Does.CHANGES if around.child_by_field_name("left") == inner else Does.MOVES


def _bound(inner: Node, around: Node, file: RustFile) -> Does | None:
    """A `let` or a condition takes what its pattern names, and leaves the rest where it is."""
    if around.child_by_field_name("value") != inner:
        return None
    pattern = around.child_by_field_name("pattern")
    return _matched(inner, [pattern] if pattern is not None else [], file)


def _matching(inner: Node, around: Node, file: RustFile) -> Does | None:
    body = around.child_by_field_name("body")
    if around.child_by_field_name("value") != inner or body is None:
        return None
    patterns = [arm.child_by_field_name("pattern") for arm in body.named_children if arm.type == "match_arm"]
    return _matched(inner, [pattern for pattern in patterns if pattern is not None], file)


def _matched(inner: Node, patterns: list[Node], file: RustFile) -> Does | None:
    names = [name for pattern in patterns for name in names_in(pattern, file)]
    by_value = [name for name in names if name.parent is None or name.parent.type != "ref_pattern"]
    held = held_as(inner, file)
    if not by_value or held is Held.SHARED:
        return Does.READS
    if held is Held.MUTABLE:
        return None
    return Does.MOVES


def _valued(inner: Node, around: Node, file: RustFile) -> Does | None:
    """The value of an arm, a block or a branch goes where the whole of it goes: mostly away."""
    if around.type == "match_arm" and around.child_by_field_name("value") != inner:
        return Does.READS
    if around.type in ("if_expression", "while_expression"):
        return Does.READS
    return Does.MOVES


def _iterated(inner: Node, around: Node, _file: RustFile) -> Does | None:
    return Does.MOVES if around.child_by_field_name("value") == inner else None


def _in_macro(inner: Node, around: Node, file: RustFile) -> Does | None:
    host = around
    while host.type == "token_tree" and host.parent is not None:
        host = host.parent
    if host.type != "macro_invocation":
        return None
    name = macro_name(host, file.data)
    if not _is_well_known(host, file):
        return None
    if name in _LED and b'"' not in file.data[host.start_byte : inner.start_byte]:
        return _LED[name]
    return Does.READS if name in _READ_BY_MACROS else Does.MOVES if name in _MOVED_BY_MACROS else None


def _statement(inner: Node, around: Node, file: RustFile) -> Does | None:
    """What is only evaluated is dropped; the arguments of a macro look like statements, too."""
    host = file.parent(around)
    return _in_macro(inner, host, file) if host is not None and host.type == "macro_invocation" else Does.READS


def _is_well_known(macro: Node, file: RustFile) -> bool:
    """Whether a macro is the one of a library that its name is known from, and none of the workspace."""
    named = macro.child_by_field_name("macro")
    path = canonical(named, file) if named is not None else None
    if path is None:
        return named is not None and b"::" not in file.bytes_of(named)
    return path.partition("::")[0] in _LIBRARIES


def _read(_inner: Node, _around: Node, _file: RustFile) -> Does | None:
    return Does.READS


def _moved(_inner: Node, _around: Node, _file: RustFile) -> Does | None:
    return Does.MOVES


def _in_token_tree(inner: Node, around: Node, file: RustFile) -> Does | None:
    """A bare name among a macro's arguments; behind a dot or before other tokens it may be anything."""
    before, after = inner.prev_sibling, inner.next_sibling
    opens = before is None or before.type in ("(", "[", "{", ",", "=", "%", "?", "&")
    closes = after is None or after.type in (")", "]", "}", ",", ";")
    if not opens or not closes:
        return None
    if before is not None and before.type == "&":
        return Does.READS
    return _in_macro(inner, around, file)


_AROUND: dict[str, Callable[[Node, Node, RustFile], Does | None]] = {
    "field_expression": _method, "reference_expression": _referred, "binary_expression": _combined,
    "unary_expression": _read, "type_cast_expression": _read, "expression_statement": _statement,
    "index_expression": _read, "let_chain": _read, "match_pattern": _read,
    "assignment_expression": _assigned, "compound_assignment_expr": _assigned,
    "let_declaration": _bound, "let_condition": _bound, "match_expression": _matching, "match_arm": _valued,
    "block": _valued, "if_expression": _valued, "while_expression": _valued, "else_clause": _valued,
    "for_expression": _iterated, "macro_invocation": _in_macro, "token_tree": _in_token_tree,
    "arguments": _moved, "return_expression": _moved, "break_expression": _moved, "try_expression": _moved,
    "await_expression": _moved, "field_initializer": _moved, "shorthand_field_initializer": _moved,
    "tuple_expression": _moved, "array_expression": _moved, "closure_expression": _moved, "range_expression": _moved,
    "base_field_initializer": _moved, "yield_expression": _moved, "unsafe_block": _moved, "async_block": _moved,
}  # fmt: skip


def uses(binding: Binding, file: RustFile) -> tuple[Use, ...]:
    """All uses of a variable behind its declaration, in text order, in macros and in format strings too."""
    return file.once("uses", binding.name, lambda: tuple(use_at(n, binding, file) for n in places_of(binding, file)))


def places_of(binding: Binding, file: RustFile) -> list[Node]:
    """Where a variable is used, as `uses` lists it: to ask what each use does is far dearer."""
    return file.once("places", binding.name, lambda: _places(binding, file))


def _places(binding: Binding, file: RustFile) -> list[Node]:
    word, place = file.bytes_of(binding.name), binding.name.start_byte
    tokens = (
        token
        for token in named_in_macros(word, binding.scope, file)
        if token.start_byte > place and (token.type in _TEXTS or _stands_for(token, binding, file))
    )
    return distinct((*uses_of(binding.name, binding.scope, file), *tokens))


def _stands_for(token: Node, binding: Binding, file: RustFile) -> bool:
    found = binding_of(token, file)
    return found is not None and found.name.start_byte == binding.name.start_byte


def distinct(named: Iterable[Node]) -> list[Node]:
    """Names once each, in text order: of a token and a tree at one place the tree, of two tokens the inner one."""
    by_place: dict[int, Node] = {}
    for node in named:
        known = by_place.get(node.start_byte)
        if known is None or _is_token(known):
            by_place[node.start_byte] = node
    return [by_place[at] for at in sorted(by_place)]


def _is_token(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "token_tree"


def use_at(node: Node, binding: Binding, file: RustFile) -> Use:
    """What is done with a variable at one of its places."""
    around = _captured(node, binding, file)
    captured = around[-1] if around else None
    done = Does.READS if node.type in _TEXTS else does(node, file)
    if any(map(is_move, around)) and not _stays(node, binding, file):
        return Use(node, Does.MOVES, captured)
    return Use(node, done, captured)


def _stays(node: Node, binding: Binding, file: RustFile) -> bool:
    return is_copied(node if node.type == "identifier" else binding.name, file)


def _captured(node: Node, binding: Binding, file: RustFile) -> list[Node]:
    """The closures and async blocks around a use in which the variable is not declared, the innermost first."""
    found: list[Node] = []
    for around in file.ancestors(node):
        if around == binding.scope or around.start_byte <= binding.name.start_byte:
            break
        if around.type in ("closure_expression", "async_block"):
            found.append(around)
    return found
