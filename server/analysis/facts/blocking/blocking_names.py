"""The names under which a blocking call can stand in a text: the cheapest of all questions about one."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from ...workspace.crates import Crate
from ..data import blocking, blocking_crates, blocking_files, blocking_waits, blocking_work, executors
from ..data.blocking_kinds import Blocks
from ..data.paths import CANONICAL
from ..data.schema import facts_by_name, names_of
from .blocking_types import ARCHIVES, IO_TRAITS, READS, STREAMS, TYPES, WRITES
from .diesel_queries import DIESEL_METHODS
from .file_system import FS_METHODS

FUNCTIONS: dict[str, Blocks] = facts_by_name(
    blocking.FS_FUNCTIONS,
    blocking.PATH_METHODS,
    blocking.SLEEPS,
    executors.BLOCK_ON_FUNCTIONS,
    blocking_files.FUNCTIONS,
    blocking_waits.FUNCTIONS,
    blocking_crates.FUNCTIONS,
    blocking_work.FUNCTIONS,
)
STREAM_FUNCTIONS = facts_by_name(blocking_waits.STREAM_FUNCTIONS)
_TOLD_BY_NAME = frozenset({"block_on", "run_until", "join", "to_socket_addrs"})


def _paths() -> Iterator[str]:
    yield from FUNCTIONS
    yield from STREAM_FUNCTIONS
    for owner, names in (*TYPES.items(), *ARCHIVES.items()):
        yield from (f"{owner}::{name}" for name in names)
    yield from names_of(blocking_files.METHODS)
    for owner in (*IO_TRAITS, *STREAMS):
        yield from (f"{owner}::{name}" for name in READS | WRITES)


def _by_package() -> Mapping[str, frozenset[str]]:
    """The last names of all sources, by the package that their paths begin with."""
    found: dict[str, set[str]] = {
        "std": set(FS_METHODS | READS | WRITES | _TOLD_BY_NAME),
        "diesel": set(DIESEL_METHODS),
    }
    for path in _paths():
        found.setdefault(path.partition("::")[0], set()).add(path.rpartition("::")[2])
    return {package: frozenset(names) for package, names in found.items()}


_BY_PACKAGE = _by_package()


def functions_of(*kinds: Blocks) -> tuple[str, ...]:
    """The paths by which sources of these kinds are called, methods by the path of their type or trait included."""
    found = {path for path, kind in FUNCTIONS.items() if kind in kinds}
    found |= {f"{owner}::{name}" for owner, names in TYPES.items() for name, kind in names.items() if kind in kinds}
    streams = [stream for stream, kind in STREAMS.items() if kind in kinds]
    if streams or Blocks.CPU in kinds:
        found |= {f"{owner}::{name}" for owner in (*IO_TRAITS, *streams) for name in READS | WRITES}
        found |= STREAM_FUNCTIONS.keys()
    return tuple(sorted(found))


def methods_of(*kinds: Blocks) -> tuple[str, ...]:
    """The methods that are sources of these kinds on some type."""
    tables = (*TYPES.values(), *ARCHIVES.values())
    found = {name for names in tables for name, kind in names.items() if kind in kinds}
    if any(kind in kinds for kind in STREAMS.values()):
        found |= READS | WRITES
    told = {Blocks.DATABASE: DIESEL_METHODS, Blocks.DNS: {"to_socket_addrs"}, Blocks.THREAD: {"join"}}
    return tuple(sorted(found.union(*(names for kind, names in told.items() if kind in kinds))))


# The packages under whose name another one is written, as `crossbeam_channel` for `crossbeam::channel`.
_SPELLED = {
    package: frozenset({package, *(p.partition("::")[0] for p, spelling in CANONICAL if spelling.startswith(package))})
    for package in _BY_PACKAGE
}

# Every last name of a function or method that can be a source, in any crate. A function that is imported under
# another name is called by that name; the table has its own.
SOURCE_NAMES: frozenset[str] = frozenset().union(*_BY_PACKAGE.values())


@functools.lru_cache(256)
def _names_among(packages: frozenset[str] | None) -> frozenset[str]:
    return frozenset().union(
        *(
            _BY_PACKAGE[package]
            for package, spellings in _SPELLED.items()
            if package == "std" or packages is None or not packages.isdisjoint(spellings)
        )
    )


def source_names(crate: Crate) -> frozenset[str]:
    """The names that can be sources in a crate with its dependencies: most crates have no `new` among them."""
    return _names_among(crate.packages if crate.known else None)


# Every type has a `new`; those whose `new` is a source.
_NEW_OF = frozenset("::".join(path.rsplit("::", 2)[-2:]) for path in _paths() if path.endswith("::new"))


@functools.lru_cache(64)
def source_words(names: frozenset[str]) -> frozenset[str]:
    """The words of summaries that may be sources: plain names, and `Owner::new` for the owners whose `new` is one."""
    return (names - {"new"}) | _NEW_OF if "new" in names else names
