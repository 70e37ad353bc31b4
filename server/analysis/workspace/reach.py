"""Who may reach what, by names alone: a cheap answer that says no for certain, and yes perhaps.

A function calls words; a word may mean every plain function of that name. No type is looked at, so a yes is only
worth a closer look.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from .indexed_file import IndexedFile
from .summary import Item

_MOST = 20_000


class Reach:
    """What the functions of all files may reach. It is made anew when a file changes, and works when it is asked."""

    def __init__(self, files: Mapping[str, IndexedFile]) -> None:
        self._files = files
        self._known: dict[tuple[str, frozenset[str]], bool] = {}

    @cached_property
    def _functions(self) -> dict[str, list[Item]]:
        """The plain functions by the words that may mean them."""
        found: dict[str, list[Item]] = {}
        for file in self._files.values():
            for item in file.summary.items:
                if item.kind == "function_item" and not item.test and not item.later:
                    words = (f".{item.name}", f"{item.owner}::{item.name}") if item.owner else (item.name,)
                    for word in words:
                        found.setdefault(word, []).append(item)
        return found

    def means(self, word: str) -> list[Item]:
        """The functions that a word may mean; a qualified one may stand for a free function of a module."""
        functions = self._functions
        found = functions.get(word, [])
        if "::" in word:
            owner, _, name = word.partition("::")
            if owner == "Self":
                return functions.get(f".{name}", [])
            return found or functions.get(name, [])
        return found

    def reaches(self, word: str, sinks: frozenset[str]) -> bool:
        """Whether a function that the word may mean calls, over any number of others, one of the sinks."""
        known = self._known.get((word, sinks))
        if known is None:
            known = self._search(word, sinks)
        return known

    def _search(self, word: str, sinks: frozenset[str]) -> bool:
        seen, waiting = {word}, [word]
        while waiting and len(seen) < _MOST:
            for item in self.means(waiting.pop()):
                for said in item.words:
                    if said in seen:
                        continue
                    if said in sinks or said.rpartition("::")[2].lstrip(".") in sinks or self._known.get((said, sinks)):
                        self._known[word, sinks] = True
                        return True
                    seen.add(said)
                    waiting.append(said)
        # Nothing that was passed on the way reaches a sink either.
        if not waiting:
            self._known.update(((each, sinks), False) for each in seen)
        return bool(waiting)
