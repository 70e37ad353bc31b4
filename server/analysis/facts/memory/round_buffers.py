"""Buffers that a loop allocates, fills and frees in each of its rounds, although one of them would do for all."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import token_tree
from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.loops import LOOPS
from ..code.members import declared
from ..code.nodes import is_mutable, lies_in
from ..code.rounds import every_round
from ..code.rust_file import RustFile, expression
from ..code.type_model import PRIMITIVES, STRING, VEC, Type, element_of
from ..data.containers import FILLS, KEEPS_BUFFER
from ..data.schema import last_names, names_of
from ..moves.escapes import Fate, fate_of
from ..moves.value_uses import Use
from ..running.repeats import repeat_of
from ..types.expressions import type_of
from ..types.numbers import number_of
from ..types.written_types import type_from, type_in_turbofish

_KEEPS = frozenset(names_of(KEEPS_BUFFER)) - {"std::path::PathBuf", "std::ffi::OsString"}
_EMPTY = frozenset({"new", "default"})
_FILLS = last_names(FILLS) | {"extend", "extend_from_slice", "push_str", "append", "resize", "insert"}
_PLAIN = PRIMITIVES | {"{integer}", "{float}", STRING, "std::path::PathBuf"}
_LARGE = 256  # elements to clear that count even where a round waits for something
_SHORTEST = 5  # tokens of `[0; 4]`
_ONE_MORE = last_names(FILLS)
_FROM_SLICES = frozenset({"extend_from_slice"})
_MAKES = frozenset(
    {"format", "to_string", "to_owned", "to_lowercase", "to_uppercase", "len", "count", "sqrt", "powi", "abs", "floor",
     "sum", "into_owned", "to_ascii_lowercase", "ln", "exp"}
)  # fmt: skip
_SAME = frozenset({"len", "into", "min", "max", "next_power_of_two", "div_ceil", "size_of"})
_ROUNDS = frozenset({"loop", "per message"})
# What takes so long that an allocation beside it is nothing.
_SLOW = re.compile(
    rb"\.await|\b(fs|Command|File|OpenOptions|TcpStream)::|\b(spawn|sleep|connect|query|execute|fetch_\w+|request|"
    rb"commit|flush|sync_all|join|run|load|save|open|render|compile)\s*\("
)
_READS = re.compile(rb"(read|recv|next|fill)\w*")
_WRITES_BYTES = re.compile(r"read_to_end|read_until|write_all|put_\w+|encode\w*|serialize_into|to_writer|write_to")
_BRANCHES = frozenset({"if_expression", "match_arm", "closure_expression", "async_block", "let_chain"})
_LEAVES = ("break_expression", "continue_expression", "return_expression")
_FAILS = re.compile(rb"return\s+(Some\(\s*)?(Err\b|None\b|\w*[Ee]rror)|return\s*$")


class RoundBuffer(NamedTuple):
    """A collection that `let` makes in each round of `loop`.

    `how` it is made: `empty`, `filled` (room for some), `copied`, `repeated` of one value, or `large` of one.
    """

    let: Node
    loop: Node
    name: Node
    how: str
    held: str


def buffer_of(value: Node, file: RustFile) -> RoundBuffer | None:
    """The buffer that an expression makes anew for each round, None when a round needs one of its own."""
    let = file.parent(value)
    body = file.parent(let) if let is not None and let.type == "let_declaration" else None
    loop = file.parent(body) if body is not None and body.type == "block" else None
    if let is None or body is None or loop is None or loop.type not in LOOPS or let.child_by_field_name("alternative"):
        return None
    name = let.child_by_field_name("pattern")
    if name is None or name.type != "identifier" or not _is_reached(let, body, file):
        return None
    made = _made(value, let, file)
    fate = fate_of(value, file) if made is not None else None
    if made is None or fate is None or fate.moves or len(fate.names) != 1:
        return None
    how, held = made
    if how == "empty" and not any(_is_filled(use, body, file) for use in fate.changes):
        return None
    if not _outlives_rounds(how, held, fate, file) or (how != "large" and _is_slow(body, fate, file)):
        return None
    repeat = repeat_of(loop, let, file)
    return RoundBuffer(let, loop, name, how, held.path) if repeat is not None and repeat.how in _ROUNDS else None


def _is_reached(let: Node, body: Node, file: RustFile) -> bool:
    """Whether (nearly) every round comes to the declaration, and there is another round."""
    last = expression(body.named_children[-1])
    if last.type in ("break_expression", "return_expression"):
        return False
    if every_round(body, let.__eq__, file):
        return True
    for statement in body.named_children:
        if statement == let:
            break
        leaves = [statement, *file.descendants(statement, *_LEAVES)]
        if any(each.type in _LEAVES and not _FAILS.match(file.bytes_of(each)) for each in leaves):
            return False
    return True


def _made(value: Node, let: Node, file: RustFile) -> tuple[str, Type] | None:
    """How a collection is made that keeps its memory when it is cleared, and its type."""
    if value.type == "macro_invocation":
        return _made_by_macro(value, let, file)
    name = called_name(value, file)
    written = let.child_by_field_name("type")
    held = type_from(written, file) if written is not None else None
    if receiver_of(value) is None:
        held = held or type_of(value, file)
        owner = callee_path(value, file).rpartition("::")[0]
        if held is None or held.path not in _KEEPS or owner not in (held.path, "std::default::Default"):
            return None
        if name in _EMPTY:
            return "empty", held
        return ("filled", held) if name == "with_capacity" else None
    if name == "to_vec":
        source = receiver_of(value)
        element = element_of(type_of(source, file)) if source is not None else None
        return "copied", Type(VEC, (element,) if element is not None else ())
    function = value.child_by_field_name("function")
    if name == "collect" and function is not None and function.type == "generic_function":
        held = type_in_turbofish(function, file) or held
    return ("copied", held) if name == "collect" and held is not None and held.path == VEC else None


def _made_by_macro(value: Node, let: Node, file: RustFile) -> tuple[str, Type] | None:
    text = file.text(value).partition("!")[2].strip()
    written = let.child_by_field_name("type")
    held = (type_from(written, file) if written is not None else None) or Type(VEC)
    if held.path != VEC:
        return None
    if text in ("[]", "()", "{}"):
        return "empty", held
    tree = token_tree(value)
    tokens = tree.children if tree is not None else []
    if len(tokens) < _SHORTEST or tokens[2].type != ";" or not tokens[1].type.endswith("_literal"):
        return None
    if tokens[1].type == "string_literal" or not all(is_known_before(each, let, file) for each in tokens[3:-1]):
        return None
    size = number_of(tokens[3], file) if len(tokens) == _SHORTEST else None
    return "repeated" if size is None or size < _LARGE else "large", Type(VEC, (Type("{integer}"),))


def is_known_before(size: Node, let: Node, file: RustFile) -> bool:
    """Whether a size is the same in each round: it reads nothing that the loop's head or body declares."""
    body = file.parent(let)
    loop = file.parent(body) if body is not None else None
    named = [size, *file.descendants(size, "identifier", "self", "call_expression")]
    if loop is None or any(each.type == "call_expression" and called_name(each, file) not in _SAME for each in named):
        return False
    bindings = [binding_of(each, file) for each in named if each.type == "identifier"]
    return not any(
        binding is not None and (lies_in(binding.name, loop) or is_mutable(binding.pattern.parent or binding.name))
        for binding in bindings
    )


def _is_filled(use: Use, body: Node, file: RustFile) -> bool:
    """Whether a use puts something in, in each round; that of an inner loop does as far as anybody can tell."""
    inner = use.node
    for around in file.ancestors(use.node):
        if around == body:
            break
        if around.type in _BRANCHES and inner != around.child_by_field_name("condition"):
            return False
        inner = around
    field = file.parent(use.node)
    if field is None or field.type != "field_expression":
        return True
    call = file.parent(field)
    return call is not None and call.type == "call_expression" and called_name(call, file) in _FILLS


def _outlives_rounds(how: str, held: Type, fate: Fate, file: RustFile) -> bool:
    """Whether no element may borrow from its round: the elements are known, and own what they have.

    Copied elements that allocate themselves cost more than what holds them.
    """
    if held.path == STRING:
        return True
    if how == "copied" and held.args and held.args[0].path in (STRING, *_KEEPS):
        return False
    if held.args and all(_owns(each, file) for each in held.args):
        return True
    if any(each.path == "&" for each in held.args):
        return False
    given = [value for use in fate.changes for value in _put_in(use.node, file)]
    if given:
        return all(_is_owned(value, file) for value in given)
    return any(_takes_bytes(use.node, file) for use in fate.changes)


def _put_in(name: Node, file: RustFile) -> list[Node]:
    field = file.parent(name)
    call = file.parent(field) if field is not None and field.type == "field_expression" else None
    if call is None or call.type != "call_expression":
        return []
    if called_name(call, file) in _FROM_SLICES:
        return [expression(each) for each in arguments_of(call)]
    return list(arguments_of(call)) if called_name(call, file) in _ONE_MORE else []


def _takes_bytes(name: Node, file: RustFile) -> bool:
    """Whether a call writes bytes to the vector, so that these are its elements."""
    for around in file.ancestors(name):
        if around.type == "macro_invocation":
            return called_name(around, file) in ("write", "writeln")
        if around.type == "call_expression":
            return _WRITES_BYTES.fullmatch(called_name(around, file)) is not None
        if around.type == "block":
            break
    return False


def _is_owned(value: Node, file: RustFile) -> bool:
    """Whether a value that is put in owns what it has: a number, a text made anew, or of a type that does."""
    if value.type == "tuple_expression":
        return all(_is_owned(each, file) for each in value.named_children)
    if value.type in ("type_cast_expression", "binary_expression") or value.type.endswith(
        ("integer_literal", "float_literal")
    ):
        return True
    if value.type in ("call_expression", "macro_invocation") and called_name(value, file) in _MAKES:
        return True
    return _owns(type_of(value, file), file)


def _owns(found: Type | None, file: RustFile) -> bool:
    """Whether values of a type own what they have; slices stand for the elements that are copied out of them."""
    while found is not None and found.path == "&" and (inner := found.argument(0)) is not None and inner.path == "[]":
        found = inner.argument(0)
    if found is None:
        return False
    if found.path in _PLAIN:
        return True
    if found.path == "()" or found.path in _KEEPS or found.path == "std::option::Option":
        return bool(found.args) and all(_owns(each, file) for each in found.args)
    units = [unit for unit in declared(found.path, file) if unit.node.type in ("struct_item", "enum_item")]
    return bool(units) and all(unit.node.child_by_field_name("type_parameters") is None for unit in units)


def _is_slow(body: Node, fate: Fate, file: RustFile) -> bool:
    """Whether a round waits or does other things that take long, besides filling the buffer from a stream."""
    text = file.bytes_of(body)
    for use in (*fate.changes, *fate.reads):
        for around in file.ancestors(use.node):
            if around == body or around.type == "block":
                break
            if around.type == "call_expression" and _READS.fullmatch(called_name(around, file).encode()):
                awaited = file.parent(around)
                whole = awaited if awaited is not None and awaited.type == "await_expression" else around
                receiver = receiver_of(around)
                start = (receiver.end_byte if receiver is not None else around.start_byte) - body.start_byte
                end = whole.end_byte - body.start_byte
                text = text[:start] + b" " * (end - start) + text[end:]
    return _SLOW.search(text) is not None
