"""What a file declares and imports, looked up by name.

The index only knows which unit declares which name. What the declaration says is read when it is asked for, and
every question is recorded: a later edit that changes an answer has the asker judged again.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from tree_sitter import Node

from ..syntax.units import Unit

Modules = tuple[str, ...]
_NAMED = {
    "function_item", "function_signature_item", "struct_item", "enum_item", "union_item", "type_item",
    "const_item", "static_item", "macro_definition", "mod_item", "associated_type",
}  # fmt: skip


class Imported(NamedTuple):
    """One name that a `use` brings: `name` is `*` for a glob; `path` are the segments as written."""

    name: str
    path: tuple[str, ...]


class Index(NamedTuple):
    """The declarations of a parsed text."""

    items: Mapping[tuple[Modules, str], tuple[Unit, ...]]
    methods: Mapping[tuple[str, str], tuple[Unit, ...]]
    uses: Mapping[Modules, tuple[Unit, ...]]

    def questions(self) -> set[Hashable]:
        """Everything that can be asked for, to tell two indexes apart."""
        return {
            *(("items", *key) for key in self.items),
            *(("methods", *key) for key in self.methods),
            *(("uses", key) for key in self.uses),
        }


def build_index(units: Iterable[Unit]) -> Index:
    """The declarations of the units, methods by the base name of their type."""
    items: dict[tuple[Modules, str], list[Unit]] = {}
    methods: dict[tuple[str, str], list[Unit]] = {}
    uses: dict[Modules, list[Unit]] = {}
    for unit in units:
        kind = unit.node.type
        if kind == "use_declaration":
            uses.setdefault(unit.modules, []).append(unit)
        elif kind in _NAMED:
            name = _name(unit)
            owner = unit.frames[-1] if unit.frames else None
            if owner is not None and owner.kind != "mod_item":
                methods.setdefault((base_name(owner.name), name), []).append(unit)
            else:
                items.setdefault((unit.modules, name), []).append(unit)
        elif kind in ("macro_invocation", "expression_statement") and b"static ref" in unit.text:
            for name in _lazy_statics(unit.text):
                items.setdefault((unit.modules, name), []).append(unit)
    return Index(_frozen(items), _frozen(methods), _frozen(uses))


def _frozen(table: dict[Any, list[Unit]]) -> dict[Any, tuple[Unit, ...]]:
    return {key: tuple(units) for key, units in table.items()}


def _name(unit: Unit) -> str:
    node = unit.node.child_by_field_name("name")
    return "" if node is None else unit.data[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _lazy_statics(text: bytes) -> list[str]:
    parts = text.split(b"static ref ")[1:]
    return [part.split(b":", 1)[0].strip().decode("utf-8", "replace") for part in parts]


def base_name(type_text: str) -> str:
    """`Foo` of `crate::Foo<T>` or `&mut Foo`."""
    return type_text.split("<", 1)[0].rsplit("::", 1)[-1].strip("&' ").removeprefix("mut ").strip()


class Imports(NamedTuple):
    """What the `use` declarations of one module bring: names, globs, and names that are not the thing's own."""

    named: Mapping[str, Imported]
    globs: tuple[Imported, ...]
    aliases: tuple[tuple[bytes, bytes], ...]


NO_IMPORTS = Imports({}, (), ())


def imports_in(uses: Iterable[Unit]) -> Imports:
    """The imports of a module's `use` declarations."""
    every = [imported for unit in uses for imported in imports_of(unit.node, unit.data)]
    return Imports(
        {imported.name: imported for imported in reversed(every) if imported.name != "*"},
        tuple(imported for imported in every if imported.name == "*"),
        tuple(
            (imported.name.encode(), imported.path[-1].encode())
            for imported in every
            if imported.path and imported.name not in ("*", imported.path[-1])
        ),
    )


class Source(Protocol):
    """Where names are found: the chunks of an open file today, the workspace's index beside it later."""

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]: ...
    def methods(self, owner: str, name: str) -> tuple[Unit, ...]: ...
    def imports(self, modules: Modules) -> Imports: ...
    def mentioning(self, word: str) -> tuple[Unit, ...]: ...


class Names:
    """Recorded questions to a source.

    `asked` maps each question to what mattered of its answer. For a function that is its text without the body,
    so that a change inside a body is no new answer.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.asked: dict[tuple[str, Hashable], Hashable] = {}

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]:
        """The items of that name declared in that inline module of the file."""
        found: tuple[Unit, ...] = self._ask(("items", (modules, name)))
        return found

    def methods(self, owner: str, name: str) -> tuple[Unit, ...]:
        """The functions of that name in `impl` and `trait` blocks of that type."""
        found: tuple[Unit, ...] = self._ask(("methods", (owner, name)))
        return found

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        """The units whose text holds the word."""
        found: tuple[Unit, ...] = self._ask(("mentioning", word))
        return found

    def imported(self, modules: Modules, name: str) -> Imported | None:
        """What a `use` of that inline module brings under a name."""
        found: Imported | None = self._ask(("imported", (modules, name)))
        return found

    def globs(self, modules: Modules) -> tuple[Imported, ...]:
        """The glob imports of that inline module."""
        found: tuple[Imported, ...] = self._ask(("globs", modules))
        return found

    def aliases(self, modules: Modules) -> Mapping[bytes, bytes]:
        """The imported names of a module that differ from the thing's own name, with that name."""
        found: tuple[tuple[bytes, bytes], ...] = self._ask(("aliases", modules))
        return dict(found)

    def aside(self) -> Names:
        """Names of the same source that record for themselves."""
        return Names(self._source)

    def still_holds(self, asked: Mapping[tuple[str, Hashable], Hashable]) -> bool:
        """Whether questions of before would be answered alike now; if so they count as asked here too."""
        holds = all(fingerprint(question, answer(self._source, question)) == then for question, then in asked.items())
        if holds:
            self.asked |= {question: then for question, then in asked.items() if question not in self.asked}
        return holds

    def _ask(self, question: tuple[str, Any]) -> Any:
        found = answer(self._source, question)
        if question not in self.asked:
            self.asked[question] = fingerprint(question, found)
        return found


def answer(source: Source, question: tuple[str, Any]) -> Any:
    """What the source says to a recorded question today."""
    kind, key = question
    match kind:
        case "items":
            return source.items(*key)
        case "methods":
            return source.methods(*key)
        case "mentioning":
            return source.mentioning(key)
        case "imported":
            return source.imports(key[0]).named.get(key[1])
        case "globs":
            return source.imports(key).globs
        case _:
            return source.imports(key).aliases


def fingerprint(question: tuple[str, Any], found: Any) -> Hashable:
    """What of the answer matters: whole units for mentions, and declarations without bodies else."""
    if question[0] == "mentioning":
        return tuple(unit.text for unit in found)
    if question[0] in ("items", "methods"):
        return tuple((unit.frames, skeleton(unit)) for unit in found)
    plain: Hashable = found
    return plain


def skeleton(unit: Unit) -> bytes:
    """The text of a unit without a function's body."""
    body = unit.node.child_by_field_name("body") if unit.node.type == "function_item" else None
    return unit.text if body is None else unit.data[unit.start : body.start_byte]


def imports_of(use: Node, data: bytes) -> list[Imported]:
    """The names that one `use` declaration brings."""
    argument = use.child_by_field_name("argument")
    found: list[Imported] = []
    if argument is not None:
        _imports(argument, (), data, found)
    return found


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
            if segments[-1] == "self":
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
