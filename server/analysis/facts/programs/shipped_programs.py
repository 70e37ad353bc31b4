"""What kind of program a workspace ships, as its dependencies, its sources and its own words tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...workspace.cargo import source_marks as marks
from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import Package, strings, table
from ...workspace.files import names_in
from ..data import program_crates as data
from ..data.schema import names_of
from ..data.servers import SERVERS

_FRAMEWORKS = frozenset(names_of(data.ISOLATE_PANICS))
_SERVERS = frozenset(names_of(SERVERS))
_SMALL = frozenset(names_of(data.SMALL_MACHINES))
_ALLOCATORS = frozenset(names_of(data.ALLOCATORS))
_THREADED = frozenset(names_of(data.THREADED))
_READS_SYMBOLS = frozenset(names_of(data.READS_SYMBOLS))
_DESKTOP = frozenset(names_of(data.DESKTOP))
_SAYS_SERVICE = re.compile(
    r"\b(?:servers?|daemon|service|backend|proxy|gateway|relay|broker|database|node|api|microservice|load.?balancer"
    r"|router|engine|worker|indexer|validator|sequencer)\b|d$",
    re.IGNORECASE,
)
_SAYS_DAEMON = re.compile(r"\bdaemon\b", re.IGNORECASE)
_NAMED_SERVER = re.compile(r"(?:^|[-_])(?:server|daemon|broker|proxy)$")
_SAYS_TOOL = re.compile(r"\b(?:cli|command[- ]line|client|tui|terminal|tool|console)\b", re.IGNORECASE)
_LOADED = frozenset({"cdylib", "staticlib", "dylib"})
_SMALL_TARGET = re.compile(r"wasm32|wasm64|thumbv|riscv32|xtensa|avr|-none-|msp430")
_LICENSES = ("LICENSE", "LICENCE", "COPYING")
_LISTED = ("license", "license-file", "keywords", "categories", "homepage", "repository", "readme")


def is_service(workspace: Workspace, package: Package) -> bool:
    """Whether a package's program stays and answers: built on a framework for that, or listening on its own."""
    if _SAYS_TOOL.search(package.description):
        return False
    is_for_a_person = not _DESKTOP.isdisjoint(workspace.crate(package).packages)
    if _has_framework(workspace, package):
        return not is_for_a_person or _is_called_service(package)
    if not workspace.says(package, marks.LISTENS):
        return False
    return _is_called_service(package) or (not is_for_a_person and workspace.says(package, marks.THREADS))


def serves(workspace: Workspace, package: Package) -> bool:
    """Whether a package's program answers others at all, if only on demand."""
    if is_service(workspace, package) or _has_framework(workspace, package):
        return True
    if _NAMED_SERVER.search(package.name) and workspace.says(package, marks.THREADS):
        return True
    return workspace.says(package, marks.LISTENS) and not _SERVERS.isdisjoint(workspace.depends_on(package))


def isolates_panics(workspace: Workspace) -> bool:
    """Whether a panic must not end one of the programs: something catches it, or a task is all that it may cost."""
    return any(
        _has_framework(workspace, each)
        or is_service(workspace, each)
        or workspace.says(each, marks.CATCHES_PANICS)
        or (_is_daemon(each) and workspace.says(each, marks.THREADS))
        for each in workspace.programs
    )


def is_loaded_by_others(workspace: Workspace) -> bool:
    """Whether the workspace also builds a library for programs in other languages."""
    return any(is_loaded(workspace, each) for each in workspace.packages)


def is_loaded(workspace: Workspace, package: Package) -> bool:
    """Whether a package's library is one for programs in other languages."""
    return not _LOADED.isdisjoint(_crate_types(workspace.manifest(package)))


def runs_on_small_machines(workspace: Workspace) -> bool:
    """Whether a program is built for a microcontroller, a browser or the like."""
    if any(_SMALL_TARGET.search(each) for file in workspace.config.files for _, each in file.targets()):
        return True
    return any(not _SMALL.isdisjoint(workspace.crate(each).packages) for each in workspace.programs)


def has_own_allocator(workspace: Workspace, package: Package) -> bool:
    """Whether a program is built with an allocator that somebody chose."""
    return workspace.says(package, marks.ALLOCATOR) or not _ALLOCATORS.isdisjoint(workspace.depends_on(package))


def runs_threads(workspace: Workspace, package: Package) -> bool:
    """Whether a program allocates on several threads: a runtime that nobody starts makes none."""
    return not _THREADED.isdisjoint(workspace.depends_on(package)) or workspace.says(package, marks.THREADS)


def names_its_functions(workspace: Workspace) -> bool:
    """Whether a program looks its own functions up by name: it profiles itself, or reports its errors with traces."""
    return any(not _READS_SYMBOLS.isdisjoint(workspace.depends_on(each)) for each in workspace.programs)


def allocates_on_threads(workspace: Workspace, package: Package) -> bool:
    """Whether the work of a program lies on several threads: one that watches or waits beside it allocates little."""
    pools = (_THREADED - _FRAMEWORKS) & workspace.depends_on(package)
    if pools or workspace.says(package, marks.SPREADS_WORK):
        return True
    return is_service(workspace, package) and runs_threads(workspace, package)


def is_published(workspace: Workspace) -> bool:
    """Whether strangers are meant to get the programs: there is a license, or a manifest made for a registry."""
    if any(name.upper().startswith(_LICENSES) for name in names_in(workspace.root)):
        return True
    shared = table(workspace.data, "workspace", "package")
    found = (table(workspace.manifest(each), "package") for each in workspace.programs)
    return any(key in own or key in shared for own in found for key in _LISTED)


def _has_framework(workspace: Workspace, package: Package) -> bool:
    return not _FRAMEWORKS.isdisjoint(workspace.depends_on(package))


def _is_daemon(package: Package) -> bool:
    """Whether its words say so, or the name of one of its programs is that of another with a `d` behind it."""
    beside = any(f"{name}{end}" in package.programs for name in package.programs for end in ("d", "-daemon"))
    return beside or bool(_SAYS_DAEMON.search(package.description))


def _is_called_service(package: Package) -> bool:
    words = f"{package.description} {package.name.replace('-', ' ').replace('_', ' ')}"
    return bool(_SAYS_SERVICE.search(words))


def _crate_types(manifest: Mapping[str, Any]) -> list[str]:
    library = table(manifest, "lib")
    return strings(library.get("crate-type")) + strings(library.get("crate_type"))
