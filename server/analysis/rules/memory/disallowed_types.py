"""The hash of std guards a map against keys that collide on purpose, where nobody outside chooses the keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.derives import derived_by
from ...facts.code.rust_file import RustFile
from ...facts.locking.trusted_keys import is_trusted_key
from ...facts.programs.clippy_choices import clippy_paths
from ...facts.running.handlers import is_handler
from ...facts.types.written_types import type_from
from ...finding import Severity
from ...rule import Call, Sighting, rule, saw, types

_PLAIN = {"std::collections::HashMap": 2, "std::collections::HashSet": 1}
_DECLARING = frozenset(
    {
        "field_declaration", "ordered_field_declaration_list", "let_declaration", "static_item", "const_item",
        "type_item",
    }
)  # fmt: skip
_MADE = (b"::new(", b"::default(", b"::with_capacity(", b"::from(", b"collect")
_ELSEWHERE = frozenset({"parameter", "function_item", "impl_item", "closure_expression", "call_expression"})


@rule(Severity.SUGGESTION, on=types("HashMap", "HashSet"), default=False, heat=True)
def disallowed_types(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Maps and sets of std where they are declared, by their keys; all of them where `clippy.toml` lists them."""
    found = type_from(call.node, file)
    if found is None or found.path not in _PLAIN:
        return
    if found.path in clippy_paths("disallowed-types", file):
        yield saw(call, f"`{found.path}` is one of the `disallowed-types` of `clippy.toml`")
        return
    declaration = _declaration(call.node)
    if declaration is None or len(found.args) != _PLAIN[found.path] or _takes_input(declaration, file):
        return
    if is_trusted_key(found.argument(0), file) and _is_searched(declaration, file):
        name = found.path.rpartition("::")[2]
        twin = f"rustc_hash::{name.replace('Hash', 'FxHash')}"
        message = f"SipHash costs more than looking up these keys, which nobody outside chooses: `{twin}` hashes faster"
        yield saw(call, message, declaration=declaration)


def _declaration(node: Node) -> Node | None:
    around: Node | None = node
    while around is not None and around.type not in _DECLARING:
        around = None if around.type in _ELSEWHERE else around.parent
    return around


def _is_searched(declaration: Node, file: RustFile) -> bool:
    """Whether keys are looked up in a field; other declarations are not followed."""
    named = declaration.child_by_field_name("name") if declaration.type == "field_declaration" else None
    if named is None:
        return True
    name = re.escape(file.bytes_of(named))
    lookup = re.compile(rb"\.%s\b(?:\[|[^;{}]*?\.(?:get|get_mut|contains|contains_key|entry)\()" % name)
    return any(lookup.search(unit.text) for unit in file.names.mentioning(file.text(named)))


def _takes_input(declaration: Node, file: RustFile) -> bool:
    """Whether what a request or a file says may be the keys."""
    if declaration.type == "let_declaration":
        value = declaration.child_by_field_name("value")
        made = value is None or any(word in file.bytes_of(value) for word in _MADE)
        return not made or is_handler(declaration, file)
    return any(each.path.rpartition("::")[2] == "Deserialize" for each in derived_by(file.unit.node, file))
