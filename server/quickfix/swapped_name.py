"""One name for another of the same last word: by its import where that brings nothing else, by full paths else."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile, span_of


def swapped(nodes: list[Node], old: str, new: str, file: FixFile) -> list[Edit]:
    """Edits that make the nodes, which all mean `old`, mean `new`: one of the import where nothing else needs it."""
    word = new.rpartition("::")[2]
    plain = [node for node in nodes if file.slice(span_of(node)) == word]
    others = _occurrences(word, file) - {node.start_byte for node in plain}
    imported = [] if others or len(plain) != len(nodes) else _swapped_import(old, new, file)
    return imported or [Edit(span_of(node), new) for node in nodes]


def _is_conditional(use: Node) -> bool:
    return use.prev_named_sibling is not None and use.prev_named_sibling.type == "attribute_item"


def _occurrences(word: str, file: FixFile) -> set[int]:
    """Where the word stands outside of `use` declarations, in macros and their definitions too."""
    found: set[int] = set()
    sought = word.encode()
    stack = list(file.whole.roots(sought))
    while stack:
        node = stack.pop()
        if node.type == "use_declaration":
            continue
        if not node.named_child_count and file.text[node.start_byte : node.end_byte] == sought:
            found.add(node.start_byte)
        elif sought in file.text[node.start_byte : node.end_byte]:
            stack.extend(node.named_children)
    return found


def _swapped_import(old: str, new: str, file: FixFile) -> list[Edit]:
    """The import of `old` at the top of the file turned into one of `new`; none when it is not written plainly."""
    last = old.rpartition("::")[2].encode()
    for use in (use for root in file.whole.roots(last) for use in root.named_children):
        argument = use.child_by_field_name("argument") if use.type == "use_declaration" else None
        if argument is None or _is_conditional(use):
            continue
        if file.slice(span_of(argument)) == old:
            return [Edit(span_of(argument), new)]
        element = _element(argument, "", old, file)
        if element is not None:
            line = f"{file.newline}{file.indentation(use.start_byte)}use {new};"
            return [Edit(_with_comma(element, file), ""), Edit(Span(use.end_byte, use.end_byte), line)]
    return []


def _element(node: Node, prefix: str, old: str, file: FixFile) -> Node | None:
    """The entry of a group that brings the name, where other entries stay beside it."""
    if node.type == "use_list":
        entries = [child for child in node.named_children if not child.type.endswith("_comment")]
        for entry in entries:
            found = _element(entry, prefix, old, file)
            if found is not None:
                return found if len(entries) > 1 or found != entry else None
        return None
    if node.type == "scoped_use_list":
        path, entries_of = node.child_by_field_name("path"), node.child_by_field_name("list")
        if path is None or entries_of is None:
            return None
        return _element(entries_of, f"{prefix}{file.slice(span_of(path))}::", old, file)
    return node if prefix and prefix + file.slice(span_of(node)) == old else None


def _with_comma(entry: Node, file: FixFile) -> Span:
    """The entry with the comma and the space that divide it from its neighbour."""
    start, end = entry.start_byte, entry.end_byte
    following = entry.next_sibling
    if following is not None and following.type == ",":
        end = following.end_byte
        after = following.next_named_sibling
        return Span(start, after.start_byte if after is not None else end)
    before = entry.prev_sibling
    return Span(before.start_byte if before is not None and before.type == "," else start, end)
