"""Where a parsed JSON value goes: which literal keys are read of it, and whether it is passed on as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of, names_in, uses_of
from ..code.calls import argument_index, called_name
from ..code.rust_file import RustFile, expression
from ..types.helpers import helper_called
from .json_shapes import Shape

_DEPTH = 12
_PASSES = frozenset(
    {
        "ok", "unwrap", "expect", "unwrap_or", "unwrap_or_else", "unwrap_or_default", "ok_or", "ok_or_else", "or",
        "or_else", "context", "with_context", "wrap_err", "wrap_err_with", "map_err", "change_context",
        "inspect_err", "inspect", "clone", "as_ref", "as_deref", "into_inner", "borrow", "cloned", "copied", "filter",
        "as_object", "iter", "into_iter", "json", "text", "await"
    }
)  # fmt: skip
_READERS = frozenset({"as_str", "as_i64", "as_u64", "as_f64", "as_bool", "as_number", "as_null"})
_CLOSURES = frozenset(
    {
        "and_then", "map", "is_some_and", "is_ok_and", "map_or", "map_or_else", "filter_map", "find", "any", "all",
        "for_each", "flat_map"
    }
)  # fmt: skip
# Those of them whose result is what the closure answers, in an `Option` or `Result` at most.
_ANSWERS = frozenset({"and_then", "map", "map_or", "map_or_else", "filter_map", "find_map", "or_else"})
_CHANGES = frozenset(
    {
        "as_array_mut", "as_object_mut", "get_mut", "pointer_mut", "insert", "remove", "entry", "extend", "push",
        "sort_all_objects"
    }
)  # fmt: skip
_SHOWS = frozenset(
    {
        "trace", "debug", "info", "warn", "error", "println", "eprintln", "print", "eprint", "dbg", "assert",
        "assert_eq", "assert_ne", "matches", "bail", "anyhow", "format", "panic", "write", "writeln", "event", "log"
    }
)  # fmt: skip
_AROUND = frozenset({"reference_expression", "parenthesized_expression", "try_expression", "await_expression"})
_STRING = re.compile(r'"(?:[^"\\\\]|\\\\.)*"')


def reads(value: Node, shape: Shape, file: RustFile, depth: int = 0) -> bool:
    """Notes down in the shape what is read of a value; False where all of it goes somewhere, or keys are computed."""
    around = file.parent(value)
    if around is None or depth > _DEPTH:
        return False
    kind = around.type
    if kind in _AROUND or kind == "unary_expression":
        return reads(around, shape, file, depth)
    if kind == "index_expression":
        return _indexed(around, value, shape, file, depth)
    if kind == "field_expression":
        return _method(around, shape, file, depth)
    if kind in ("let_declaration", "let_condition", "for_expression"):
        return _bound(around, value, shape, file, depth)
    if kind == "match_expression":
        return _matched(around, shape, file, depth)
    if kind == "arguments":
        return _handed_on(around, value, shape, file, depth)
    if kind in ("block", "closure_expression"):
        return _answered(around, value, shape, file, depth)
    if kind in ("assignment_expression", "compound_assignment_expr") and around.child_by_field_name("left") == value:
        shape.changed = True
        return True
    return kind in ("binary_expression", "expression_statement") or _is_shown(value, file)


def reads_of_name(name: Node, scope: Node, shape: Shape, file: RustFile, depth: int = 0) -> bool:
    """The same for all uses of a name that stands for the value."""
    # No `all`: what the other uses read is noted down as well.
    found = [reads(use, shape, file, depth + 1) for use in uses_of(name, scope, file) if not _is_path(use)]
    return False not in [*found, *_loose_reads(name, scope, shape, file)]


def _is_path(use: Node) -> bool:
    """The macro `json!` is no use of a variable `json`."""
    return use.parent is not None and use.parent.type in ("scoped_identifier", "macro_invocation")


def _loose_reads(name: Node, scope: Node, shape: Shape, file: RustFile) -> Iterator[bool]:
    """The same for the tokens of macros that nothing parses: `json!({"id": value["id"], "all": value})`."""
    word = file.bytes_of(name)
    for macro in file.descendants(scope, "macro_invocation"):
        named, tokens = macro.child_by_field_name("macro"), macro.named_children[-1]
        if named is None or macro.start_byte < name.start_byte or word not in file.bytes_of(tokens):
            continue
        shows = file.text(named).rpartition("::")[2] in _SHOWS
        for token in _tokens(tokens):
            if token.type == "identifier" and file.bytes_of(token) == word:
                yield _loosely_read(token, shape, shows, file) or shows


def _tokens(tree: Node) -> Iterator[Node]:
    for child in tree.children:
        yield child
        if child.type == "token_tree":
            yield from _tokens(child)


def _loosely_read(token: Node, shape: Shape, shows: bool, file: RustFile) -> bool:
    """Whether a token only stands for parts of the value; arguments that call something are parsed, and read there."""
    after, before = token.next_sibling, token.prev_sibling
    if (before is not None and before.type in ("::", ".")) or (
        after is not None and after.type in ("!", "::", ":", ".")
    ):
        return True
    parts = [shape]
    while after is not None and after.type == "token_tree" and after.children[0].type == "[":
        inner = after.named_children[0] if after.named_child_count == 1 else None
        parts = [each for part in parts for each in (_part(inner, part, file) if inner is not None else [])]
        after = after.next_sibling
    if parts == [shape] or (after is not None and after.type == "."):
        return parts != [shape]
    for part in parts:
        part.readers.add("shown" if shows else "value")
    return bool(parts)


def _is_shown(value: Node, file: RustFile) -> bool:
    """`debug!("{}", value)`: a macro that only looks at it."""
    around = file.parent(value)
    named = around.child_by_field_name("macro") if around is not None and around.type == "macro_invocation" else None
    return named is not None and file.text(named).rpartition("::")[2] in _SHOWS


def _part(index: Node, shape: Shape, file: RustFile) -> list[Shape]:
    """The parts that an index or key stands for; none where it is computed."""
    key = expression(index)
    while key.type == "reference_expression" and key.named_children:
        key = expression(key.named_children[-1])
    if key.type == "string_literal":
        return [shape.at(_unquoted(file.text(key)))]
    if key.type == "integer_literal":
        return [shape.inside()]
    if key.type in ("identifier", "scoped_identifier"):
        written = file.text(key)
        if written.rpartition("::")[2].isupper():
            return [shape.at(written.rpartition("::")[2].lower())]
        return [shape.at(each) for each in _listed(key, file)] if key.type == "identifier" else []
    return []


def _listed(name: Node, file: RustFile) -> list[str]:
    """The keys that a loop goes through: `for key in ["email", "upn"]`."""
    binding = binding_of(name, file)
    if binding is None or binding.kind != "for" or binding.value is None:
        return []
    written = re.sub(r"\.(iter|into_iter)\(\)$", "", file.text(binding.value)).lstrip("&")
    if not re.fullmatch(r'\[\s*("[^"]*"\s*,?\s*)+\]', written):
        return []
    return [_unquoted(each) for each in _STRING.findall(written)]


def _unquoted(literal: str) -> str:
    try:
        return str(ast.literal_eval(literal))
    except (SyntaxError, ValueError):
        return literal.strip('"')


def _indexed(around: Node, value: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    if around.named_children[0] != value:
        return False
    parts = _part(around.named_children[-1], shape, file)
    for part in parts:
        if not reads(around, part, file, depth):
            part.readers.add("value")
    return bool(parts)


def _method(around: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    named, call = around.child_by_field_name("field"), around.parent
    name = file.text(named) if named is not None else ""
    if name == "0":
        return reads(around, shape, file, depth)
    if call is None or call.type not in ("call_expression", "generic_function"):
        return False
    call = call.parent if call.type == "generic_function" and call.parent is not None else call
    given = list(arguments_of(call))
    if name in ("get", "pointer") and len(given) == 1:
        return _got(name, given[0], call, shape, file, depth)
    if name in _READERS:
        shape.readers.add(name)
        return True
    if name == "as_array":
        shape.readers.add(name)
        if not reads(call, shape.inside(), file, depth):
            shape.inside().readers.add("value")
        return True
    if name in _CHANGES:
        shape.changed = True
        return True
    if name in _CLOSURES:
        return _closed_over(call, given, shape, file, depth)
    return name.startswith("is_") or (name in _PASSES and reads(call, shape, file, depth))


def _got(name: str, key: Node, call: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    if name == "pointer":
        literal = key.type == "string_literal"
        parts = [shape.along(_unquoted(file.text(key)))] if literal else []
    else:
        parts = _part(key, shape, file)
    for part in parts:
        if not reads(call, part, file, depth):
            part.readers.add("value")
    return bool(parts)


def _closed_over(call: Node, given: list[Node], shape: Shape, file: RustFile, depth: int) -> bool:
    """`.and_then(|v| v.as_str())`, or `.and_then(Value::as_str)`."""
    if called_name(call, file) == "flat_map" or not given:
        return False
    closure = given[-1]
    if closure.type in ("scoped_identifier", "identifier"):
        method = file.text(closure).rpartition("::")[2]
        shape.readers |= {method} & (_READERS | {"as_array"})
        if method == "as_object":
            return reads(call, shape, file, depth)
        return method in _READERS or method.startswith(("is_", "as_array"))
    parameters = closure.child_by_field_name("parameters") if closure.type == "closure_expression" else None
    names = list(names_in(parameters, file)) if parameters is not None else []
    return len(names) == 1 and reads_of_name(names[0], closure, shape, file, depth)


def _answered(around: Node, value: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    """What a closure of `and_then`, `map` and the like answers with is read of the call's result."""
    if around.type == "block":
        closure = around.parent
        is_last = around.named_children[-1] == value and closure is not None and closure.type == "closure_expression"
        return is_last and closure is not None and _answered(closure, around, shape, file, depth)
    call = around.parent.parent if around.parent is not None and around.parent.type == "arguments" else None
    if around.child_by_field_name("body") != value or call is None or called_name(call, file) not in _ANSWERS:
        return False
    return reads(call, shape, file, depth)


def _bound(around: Node, value: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    pattern = around.child_by_field_name("pattern")
    if pattern is None or around.child_by_field_name("value") != value:
        return False
    names = list(names_in(pattern, file))
    if len(names) != 1:
        return not names
    scope = around
    while scope.parent is not None and scope.type not in (
        "block",
        "for_expression",
        "if_expression",
        "while_expression",
    ):
        scope = scope.parent
    return reads_of_name(names[0], scope, shape, file, depth)


def _matched(match: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    """`match value { Ok(value) => .., Err(..) => .. }`; arms for the kinds of a value take it as it comes."""
    body = match.child_by_field_name("body")
    for arm in body.named_children if body is not None else ():
        pattern = arm.child_by_field_name("pattern")
        inner = pattern.named_children[0] if pattern is not None and pattern.named_children else None
        if inner is None or inner.type != "tuple_struct_pattern" or not file.text(inner).startswith(("Ok(", "Some(")):
            continue
        names = list(names_in(inner, file))
        return len(names) == 1 and reads_of_name(names[0], arm, shape, file, depth)
    return False


def _handed_on(around: Node, value: Node, shape: Shape, file: RustFile, depth: int) -> bool:
    """A function of the workspace that reads keys of what it is lent, or `from_value`, which makes a type of it."""
    call = file.parent(around)
    if call is not None and call.type == "call_expression" and called_name(call, file) == "from_value":
        shape.readers.add("from_value")
        return True
    if call is None or call.type != "call_expression" or value.type != "reference_expression":
        return False
    helper = helper_called(call, argument_index(call, value), file)
    if helper is None:
        return False
    return reads_of_name(helper.parameter, helper.file.unit.node, shape, helper.file, depth + 4)
