"""`write!` in the place of `format!` and a copy: what it needs, and where it cannot stand."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..analysis.facts.code.rust_file import RustFile
from ..analysis.syntax.macros import token_tree
from .edit import Edit
from .fix_file import FixFile

_LINE_END = re.compile(r'^"(.*)\\n"$', re.DOTALL)


def write_call(formatted: Node, buffer: str, file: RustFile) -> str | None:
    """`write!(buffer, ..)` with the arguments of a `format!`, None where they read the buffer or wait."""
    tree = token_tree(formatted)
    if tree is None or len(tree.children) < 3:
        return None
    inside = file.data[tree.start_byte + 1 : tree.end_byte - 1].decode("utf-8", "replace")
    if reads(inside, buffer) or re.search(r"\.\s*await\b|\breturn\b|\bbreak\b", inside):
        return None
    gap = file.data[tree.start_byte + 1 : tree.children[1].start_byte].decode("utf-8", "replace")
    first, rest = file.text(tree.children[1]), inside[len(gap) :]
    if gap.strip():
        return None
    line = _LINE_END.match(first)
    if line is None or line[1].endswith(("\\", "\\r")):
        return f"write!({gap}{buffer},{gap or ' '}{rest})"
    rest = rest[len(first) :]
    if not line[1] and not rest.strip(" ,\n"):
        return f"writeln!({buffer})"
    return f'writeln!({gap}{buffer},{gap or " "}"{line[1]}"{rest})'


def reads(arguments: str, buffer: str) -> bool:
    """Whether formatting arguments, inline ones included, may borrow what is written to."""
    root, _, fields = buffer.partition(".")
    if root != "self":
        return re.search(rf"\b{re.escape(root)}\b", arguments) is not None or not root.isidentifier()
    field = fields.partition(".")[0]
    others = re.findall(r"\bself\b(?:\s*\.\s*(\w+)\s*(\()?)?", arguments)
    return not field.isidentifier() or any(not name or name == field or called for name, called in others)


def import_write(module: str, file: FixFile, view: RustFile) -> tuple[Edit, ...]:
    """The `use` of the trait `Write` of `fmt` or `io`, if the module lacks it."""
    modules = view.unit.modules
    if any(imported.path[-2:] == (module, "Write") for imported in file.imports(modules)):
        return ()
    root = "core" if module == "fmt" and b"#![no_std]" in file.text else "std"
    return (file.add_use(f"{root}::{module}::Write as _", modules),)
