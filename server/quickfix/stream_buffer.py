"""A buffer around a stream that a function owns: where it is put in, and what has to stand behind the last write."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..analysis.facts.code.bindings import Binding, binding_of
from ..analysis.facts.code.calls import called_name, receiver_of
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.networking.streams import stream_in
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile, span_of

_READS = re.compile(r"read(_exact|_to_end|_to_string|_[iuf]\d+(_le)?)?$|bytes$")
_WRITES = re.compile(r"write(_all|_fmt|_[iuf]\d+(_le)?)?$|flush$")
_MODULES = {"std": "std::io", "tokio": "tokio::io"}


def buffered_where_it_begins(stream: Node, way: str, runtime: str, view: RustFile, file: FixFile) -> list[Edit]:
    """Edits that put the buffer where the stream gets its name; none where something else is done with it as well."""
    module = _MODULES.get(runtime)
    binding = binding_of(stream, view) if stream.type == "identifier" else None
    if module is None or binding is None or binding.scope not in (view.unit.node, *_blocks_around(stream, view)):
        return []
    uses = _uses(binding, view)
    if not uses or not all(_fits(use, way, runtime, view) for use in uses):
        return []
    kind = f"{module}::{'BufReader' if way == 'read' else 'BufWriter'}"
    edits = _wrapped(binding, kind, view, file)
    if way == "read" or not edits:
        return edits
    flush = _flushed(binding, uses, runtime, view, file)
    return [*edits, flush] if flush is not None else []


def _blocks_around(node: Node, view: RustFile) -> list[Node]:
    """The blocks of the function itself; what a closure or task writes is another's."""
    found = []
    for around in view.ancestors(node):
        if around.type in ("closure_expression", "async_block"):
            return []
        if around.type == "block":
            found.append(around)
    return found


def _uses(binding: Binding, view: RustFile) -> list[Node]:
    """All later places of the name, those in the tokens of macros included."""
    word, end = view.bytes_of(binding.name), binding.scope.end_byte
    found: list[Node] = []
    for match in re.finditer(rb"\b%s\b" % re.escape(word), view.data[binding.pattern.end_byte : end]):
        at = binding.pattern.end_byte + match.start()
        node = binding.scope.descendant_for_byte_range(at, at + len(word))
        if node is None or node.type == "field_identifier" or node.type.endswith("_comment"):
            continue
        if node.type not in ("identifier", "self"):
            return []
        bound = binding_of(node, view)
        if bound is None or bound.name == binding.name:
            found.append(node)
    return found


def _fits(use: Node, way: str, runtime: str, view: RustFile) -> bool:
    """Whether a use reads or writes, as a buffer can do as well."""
    macro = next((each for each in view.ancestors(use) if each.type == "macro_invocation"), None)
    if macro is not None:
        written = stream_in(macro, view) if called_name(macro, view) in ("write", "writeln") else None
        return way == "write" and written is not None and written.start_byte == use.start_byte
    field = view.parent(use)
    call = view.parent(field) if field is not None and field.type == "field_expression" else None
    if call is None or call.type != "call_expression" or receiver_of(call) != use:
        return False
    name = called_name(call, view)
    if way == "write":
        return _WRITES.match(name) is not None
    # tokio's `BufReader` hands writes through, std's has none.
    return _READS.match(name) is not None or (runtime == "tokio" and _WRITES.match(name) is not None)


def _wrapped(binding: Binding, kind: str, view: RustFile, file: FixFile) -> list[Edit]:
    name = view.text(binding.name)
    if binding.kind == "let" and binding.value is not None and binding.annotation is None:
        plain = binding.pattern in (binding.name, view.parent(binding.name))
        at = span_of(binding.value)
        text = f"{kind}::new({file.slice(at)})"
        return [Edit(at, text)] if plain and binding.value.start_byte > binding.pattern.end_byte else []
    body = view.unit.node.child_by_field_name("body")
    if binding.kind != "parameter" or body is None or binding.annotation is None or binding.pattern != binding.name:
        return []
    if binding.annotation.type not in ("type_identifier", "scoped_type_identifier", "generic_type"):
        return []
    indent = file.indentation(view.unit.node.start_byte) + "    "
    begin = Span(body.start_byte + 1, body.start_byte + 1)
    inserted = Edit(begin, f"{file.newline}{indent}let mut {name} = {kind}::new({name});")
    mutable = re.compile(rb"mut\s+$").search(view.data[: binding.name.start_byte])
    dropped = [Edit(Span(mutable.start(), binding.name.start_byte), "")] if mutable is not None else []
    return [*dropped, inserted]


def _flushed(binding: Binding, uses: list[Node], runtime: str, view: RustFile, file: FixFile) -> Edit | None:
    """`flush` behind the statement that writes last, with the errors handled as they are there."""
    block = binding.scope if binding.scope.type == "block" else binding.scope.child_by_field_name("body")
    if block is None or (runtime != "std" and _leaves_early(block, uses, view)):
        return None
    last = next((each for each in view.ancestors(uses[-1]) if view.parent(each) == block), None)
    end = _error_handling(uses[-1], view)
    if last is None or end is None or last.type != "expression_statement":
        return None
    waits = ".await" if runtime != "std" else ""
    name = view.text(binding.name)
    call = f"let _ = {name}.flush(){waits};" if end == "_" else f"{name}.flush(){waits}{end};"
    indent = file.indentation(last.start_byte)
    return Edit(Span(last.end_byte, last.end_byte), f"{file.newline}{indent}{call}")


def _error_handling(use: Node, view: RustFile) -> str | None:
    """What stands behind a write: `?`, `.unwrap()`, or `_` where its result is dropped by `let _`."""
    inner = use
    for around in view.ancestors(use):
        if around.type == "try_expression":
            return "?"
        if around.type == "call_expression" and called_name(around, view) in ("unwrap", "expect"):
            return ".unwrap()" if receiver_of(around) != use else None
        if around.type == "let_declaration":
            return "_" if view.text(around).startswith("let _ =") else None
        if around.type == "block" or (around.type == "call_expression" and receiver_of(around) not in (inner, use)):
            function = around.child_by_field_name("function") if around.type == "call_expression" else None
            if function != inner:
                return None
        inner = around
    return None


def _leaves_early(block: Node, uses: list[Node], view: RustFile) -> bool:
    """Whether something else than a failed write may leave in between: an async buffer that is dropped is lost."""
    first, last = uses[0].start_byte, uses[-1].end_byte
    for node in view.descendants(block, "try_expression", "return_expression"):
        inside = first <= node.start_byte <= last or node.start_byte <= first <= node.end_byte
        if inside and not any(node.start_byte <= use.start_byte < node.end_byte for use in uses):
            return True
    return False
