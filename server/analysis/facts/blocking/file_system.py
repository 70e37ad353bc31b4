"""Which expressions are paths, files and their builders of the standard library."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile, expression
from ..code.type_model import peeled
from ..data import blocking, blocking_files
from ..data.schema import by_owner, facts_by_name, last_names, names_of
from ..types.expressions import type_of

_NAMED_PATH = re.compile(r"(^|_)(path|dir|directory|folder|pathbuf|path_buf)$|^path_to_")
_FILE_LIKE = re.compile(
    r"(^|_)(file|root|point|dest|destination|target|source|src|dst|home|cwd|socket|local|link|parent|candidate)$"
)
_OF_PATHS_ALONE = ("exists", "canonicalize", "read_link")
# Methods that give a path when they are called on one.
_PATH_MAKERS = frozenset(
    {
        "as_ref", "as_path", "clone", "to_path_buf", "borrow", "deref", "to_owned", "join", "with_extension",
        "with_file_name", "as_deref", "unwrap", "expect", "unwrap_or_default",
    }
)  # fmt: skip
# Where the kernel answers out of memory.
_IN_MEMORY = ("/proc/", "/sys/", "/dev/")
_KERNEL = re.compile(rb"(?i)cgroup|procfs|sysfs|\"/(proc|sys|dev)/")

FS_CALLS = names_of(blocking.FS_FUNCTIONS, blocking.PATH_METHODS, blocking_files.FUNCTIONS)
_PATH_METHODS = last_names(blocking.PATH_METHODS)
_FILE_METHODS = last_names(blocking.FILE_METHODS)
_PATH_TYPES = facts_by_name(blocking.PATH_TYPES)
_OTHER_METHODS = by_owner(blocking_files.METHODS)
_OTHER_NAMES = last_names(blocking_files.METHODS)
FS_METHODS = _PATH_METHODS | _FILE_METHODS | _OTHER_NAMES | {"open", "create"}
_BUILDERS = {"std::fs::OpenOptions": "open", "std::fs::DirBuilder": "create"}


def is_path(node: Node, method: str, file: RustFile, depth: int = 0) -> bool:
    """Whether the value is a `Path`; one whose type is not known is, if it is made or called like one."""
    known = peeled(type_of(node, file))
    if known is not None and known.path not in ("impl", "dyn", "async"):
        return known.path in _PATH_TYPES
    return depth < 4 and _looks_like_path(expression(node), method, file, depth)


def _looks_like_path(node: Node, method: str, file: RustFile, depth: int) -> bool:
    if node.type in ("reference_expression", "try_expression", "unary_expression"):
        inner = node.named_children[-1] if node.named_children else None
        return inner is not None and is_path(inner, method, file, depth)
    if node.type == "call_expression":
        name, receiver = called_name(node, file), receiver_of(node)
        if receiver is None:
            return False
        return bool(_NAMED_PATH.search(name)) or (name in _PATH_MAKERS and is_path(receiver, method, file, depth + 1))
    if node.type == "identifier" and _is_bound_to_path(node, method, file, depth):
        return True
    last = node.child_by_field_name("field") if node.type == "field_expression" else node
    if last is None or last.type not in ("identifier", "field_identifier"):
        return False
    name = file.text(last)
    return bool(_NAMED_PATH.search(name)) or (method in _OF_PATHS_ALONE and bool(_FILE_LIKE.search(name)))


def _is_bound_to_path(name: Node, method: str, file: RustFile, depth: int) -> bool:
    """A `let` whose value is a call that makes a path."""
    binding = binding_of(name, file)
    if binding is None or binding.kind != "let" or binding.value is None or binding.pattern != binding.name:
        return False
    return expression(binding.value).type == "call_expression" and is_path(binding.value, method, file, depth + 1)


def is_file(node: Node, file: RustFile) -> bool:
    """Whether the value is a `std::fs::File`."""
    known = peeled(type_of(node, file))
    return known is not None and known.path == "std::fs::File"


def builder_of(node: Node, method: str, file: RustFile) -> str | None:
    """`OpenOptions` or `DirBuilder` of the standard library, if the value is one and the method its last call."""
    known = peeled(type_of(node, file))
    found = known is not None and _BUILDERS.get(known.path) == method
    return known.path.rpartition("::")[2] if known is not None and found else None


def fs_method(receiver: Node, method: str, arguments: Sequence[Node], file: RustFile) -> str | None:
    """What a method call is, if its receiver is a path, a file or the options of one."""
    if method in _PATH_METHODS and not arguments and is_path(receiver, method, file):
        return f"Path::{method}"
    if method in _FILE_METHODS | {"metadata"} and is_file(receiver, file):
        return f"File::{method}"
    if method in _OTHER_NAMES and (known := peeled(type_of(receiver, file))) is not None:
        return f"{known.path}::{method}" if method in _OTHER_METHODS.get(known.path, ()) else None
    builder = builder_of(receiver, method, file) if method in ("open", "create") else None
    return f"{builder}::{method}" if builder is not None else None


def is_in_memory(path: Node, file: RustFile) -> bool:
    """Whether a path leads to a file system that never waits for a disk, by its text or by what it is made of."""
    name = path.named_children[-1] if path.type == "reference_expression" else path
    binding = binding_of(name, file) if name.type == "identifier" else None
    if binding is not None and binding.value is not None and _KERNEL.search(file.bytes_of(binding.value)):
        return True
    return any(
        file.text(literal).strip('"').startswith(_IN_MEMORY)
        for literal in (path, *file.descendants(path, "string_literal"))
        if literal.type == "string_literal"
    )
