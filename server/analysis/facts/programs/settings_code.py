"""Code about the program's own settings: short lists, read once."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.paths import owner_type
from ..code.rust_file import RustFile

_NAME = re.compile(r"(\w+_)?(config|configs|cfg|conf|configuration|settings|opts)")
_TYPE = re.compile(r"(Config|Configuration|Settings|Cli|Opts)(<.*>)?\b|\bconfig::")
_MODULE = re.compile(r"args|cli|opts|banner")
_FILLED = re.compile(rb"\b(config|configuration|cfg|settings)\s*:\s*&\s*mut\b")
_OWNER = re.compile(r"(Config|Configuration|Settings|Banner)$")


def is_settings_code(file: RustFile) -> bool:
    """Whether the module, the crate or the type around a unit is about settings."""
    parts = file.path.replace("\\", "/").removesuffix(".rs").split("/")
    own = parts[parts.index("src") + 1 :] if "src" in parts else parts[-1:]
    owner = owner_type(file)
    return (
        any(_NAME.fullmatch(part) or _MODULE.fullmatch(part) for part in own)
        or file.crate.name.endswith(("-config", "_config"))
        or (owner is not None and bool(_OWNER.search(owner)))
        or _fills_settings(file)
    )


def _fills_settings(file: RustFile) -> bool:
    """Whether the function is given settings to change: it registers something before anything is served."""
    parameters = file.unit.node.child_by_field_name("parameters")
    return parameters is not None and bool(_FILLED.search(file.bytes_of(parameters)))


def is_of_settings(value: Node, file: RustFile, depth: int = 0) -> bool:
    """Whether an expression reads a field of settings, by the names on its path or the type it starts at."""
    root: Node | None = value
    for node in (value, *file.descendants(value, "identifier", "field_identifier")):
        if node.type in ("identifier", "field_identifier"):
            if _NAME.fullmatch(file.text(node)):
                return True
            root = node if node.type == "identifier" and root == value else root
    if root is None or root.type != "identifier" or depth > 2:
        return False
    binding = binding_of(root, file)
    if binding is None:
        return False
    if binding.annotation is not None and _TYPE.search(file.text(binding.annotation)):
        return True
    bound = binding.value if binding.kind in ("condition", "match", "for") else None
    return bound is not None and is_of_settings(bound, file, depth + 1)
