"""The one form in which knowledge about libraries is written down: names, what is known of them, where that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Known(Generic[Fact]):
    """One thing that is known of some names of a library.

    `names` are canonical paths that begin with the crate, as `facts.paths.canonical` spells them:
    `tokio::io::AsyncReadExt::read_exact`, for a method with its type or trait
    before it, for a whole crate its name alone. `source` is the page that
    says so. `versions` is a requirement on that crate as in a manifest (`>=0.14, <1`), empty where it holds for all.
    `note` is a clause for users.
    """

    names: tuple[str, ...]
    fact: Fact
    source: str
    versions: str = ""
    note: str = ""


def known(fact: Fact, source: str, *names: str, versions: str = "", note: str = "") -> Known[Fact]:
    """An entry, with its names last, as there may be many."""
    return Known(names, fact, source, versions, note)


def known_crates(fact: Fact, *crates: str) -> tuple[Known[Fact], ...]:
    """What is known of whole crates: an entry each, with the crate's own documentation for its source."""
    return tuple(Known((crate,), fact, f"https://docs.rs/{crate}") for text in crates for crate in text.split())


def below(prefixes: str, *names: str) -> tuple[str, ...]:
    """The names in a module or of a type: `below("tokio::fs", "read write")`. Spaces part names, and prefixes."""
    return tuple(f"{prefix}::{name}" for prefix in prefixes.split() for text in names for name in text.split())


def facts_by_name(*tables: tuple[Known[Fact], ...]) -> dict[str, Fact]:
    """What is known by name; of two entries for one name the later holds."""
    return {name: entry.fact for name, entry in _entries(*tables)}


def names_by_fact(table: tuple[Known[Fact], ...]) -> dict[Fact, tuple[str, ...]]:
    """The names that each fact is known of."""
    found: dict[Fact, tuple[str, ...]] = {}
    for entry in table:
        found[entry.fact] = (*found.get(entry.fact, ()), *entry.names)
    return found


def entries_by_name(*tables: tuple[Known[Fact], ...]) -> dict[str, Known[Fact]]:
    """The entry of each name, with its versions and its note; of two for one name the later holds."""
    return dict(_entries(*tables))


def by_owner(*tables: tuple[Known[Fact], ...]) -> dict[str, dict[str, Fact]]:
    """What is known of the methods of each type."""
    found: dict[str, dict[str, Fact]] = {}
    for name, entry in _entries(*tables):
        owner, _, method = name.rpartition("::")
        found.setdefault(owner, {})[method] = entry.fact
    return found


def names_of(*tables: tuple[Known[Fact], ...]) -> tuple[str, ...]:
    """All names, in the order in which they are written."""
    return tuple(dict.fromkeys(name for name, _ in _entries(*tables)))


def fact_above(path: str, facts: Mapping[str, Fact]) -> Fact | None:
    """What is known of a path, or of the nearest module or type around it."""
    while path:
        if path in facts:
            return facts[path]
        path = path.rpartition("::")[0]
    return None


def last_names(*tables: tuple[Known[Fact], ...]) -> frozenset[str]:
    """The last segments of all names: what a function or method is called by."""
    return frozenset(name.rpartition("::")[2] for name, _ in _entries(*tables))


def _entries(*tables: tuple[Known[Fact], ...]) -> Iterator[tuple[str, Known[Fact]]]:
    for table in tables:
        for entry in table:
            for name in entry.names:
                yield name, entry
