"""What `use` declarations bring: names, globs and renamed things, as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tree_sitter import Node

from .units import Unit

Modules = tuple[str, ...]
USES = ("use_declaration", "extern_crate_declaration")


class Imported(NamedTuple):
    """One name that a `use` brings: `name` is `*` for a glob; `path` are the segments as written.

    `public` when other modules may see it.
    """

    name: str
    path: tuple[str, ...]
    public: bool = False


class Imports(NamedTuple):
    """What the `use` declarations of one module bring: names, globs, and names that are not the thing's own."""

    named: Mapping[str, Imported]
    globs: tuple[Imported, ...]
    aliases: tuple[tuple[bytes, bytes], ...]


NO_IMPORTS = Imports({}, (), ())


def imports_in(uses: Iterable[Unit]) -> Imports:
    """The imports of a module's `use` declarations."""
    return gathered([imported for unit in uses for imported in imports_of(unit.node, unit.data)])


def gathered(every: list[Imported]) -> Imports:
    """The names that a module imports, sorted for look-up; the first of a name wins."""
    return Imports(
        {imported.name: imported for imported in reversed(every) if imported.name != "*"},
        tuple(imported for imported in every if imported.name == "*"),
        tuple(
            (imported.name.encode(), imported.path[-1].encode())
            for imported in every
            if imported.path and imported.name not in ("*", imported.path[-1])
        ),
    )


def imports_of(use: Node, data: bytes) -> list[Imported]:
    """The names that one `use` or `extern crate` brings."""
    if use.type == "extern_crate_declaration":
        return list(_extern_crate(use, data))
    argument = use.child_by_field_name("argument")
    found: list[Imported] = []
    if argument is not None:
        _imports(argument, (), data, found)
    if any(child.type == "visibility_modifier" for child in use.children):
        return [imported._replace(public=True) for imported in found]
    return found


def _extern_crate(declaration: Node, data: bytes) -> Iterator[Imported]:
    """`extern crate a as b` is an import of `a`, and `self` there is the crate's own root."""
    name, alias = declaration.child_by_field_name("name"), declaration.child_by_field_name("alias")
    if name is not None and alias is not None:
        crate = "crate" if name.type == "self" else data[name.start_byte : name.end_byte].decode("utf-8", "replace")
        public = any(child.type == "visibility_modifier" for child in declaration.children)
        yield Imported(data[alias.start_byte : alias.end_byte].decode("utf-8", "replace"), (crate,), public)


def _imports(node: Node, prefix: tuple[str, ...], data: bytes, out: list[Imported]) -> None:
    kind = node.type
    if kind == "use_list":
        for child in node.named_children:
            _imports(child, prefix, data, out)
    elif kind == "scoped_use_list":
        path, group = node.child_by_field_name("path"), node.child_by_field_name("list")
        if group is not None:
            _imports(group, prefix + _segments(path, data), data, out)
    elif kind == "use_as_clause":
        path, alias = node.child_by_field_name("path"), node.child_by_field_name("alias")
        segments = prefix + _segments(path, data)
        if alias is not None and segments:
            if segments[-1] == "self" and len(segments) > 1:
                segments = segments[:-1]
            out.append(Imported(data[alias.start_byte : alias.end_byte].decode("utf-8", "replace"), segments))
    elif kind == "use_wildcard":
        inner = node.named_children
        out.append(Imported("*", prefix + (_segments(inner[0], data) if inner else ())))
    elif kind == "self":
        if prefix:
            out.append(Imported(prefix[-1], prefix))
    elif segments := _segments(node, data):
        out.append(Imported(segments[-1], prefix + segments))


def _segments(node: Node | None, data: bytes) -> tuple[str, ...]:
    if node is None:
        return ()
    text = data[node.start_byte : node.end_byte].decode("utf-8", "replace")
    return tuple(part.strip().removeprefix("r#") for part in text.split("::") if part.strip())
