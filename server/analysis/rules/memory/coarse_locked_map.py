"""One lock around a shared map makes every reader and writer of any key wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.data.maps import ORDERED, SETS, WRITES
from ...facts.locking.busy_maps import busy_sites
from ...facts.locking.locked_maps import LockedMap, declared_map, lazily_declared_maps
from ...facts.locking.map_sites import Site
from ...finding import Severity
from ...rule import Call, Sighting, macros, rule, saw, types

_TOLD = 4  # places that lock the map, from which on their kinds tell which map suits


@rule(Severity.WARNING, on=types("Mutex", "RwLock", "FairMutex") + macros("lazy_static"))
def coarse_locked_map(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Locks of busy maps where they are declared: fields, statics and aliases."""
    if call.node.type == "macro_invocation":
        declared = list(lazily_declared_maps(call.node, file))
    else:
        declared = [found for found in (declared_map(call.node, file),) if found is not None]
    for found in declared:
        sites = busy_sites(found, file)
        if sites is not None:
            kind = found.map.path.rpartition("::")[2]
            message = f"all keys of this `{kind}` share one lock: {_suited(kind, found, sites)}"
            yield saw(found.place, message, data={"name": found.name, "owner": found.owner})


def _suited(kind: str, found: LockedMap, sites: list[Site]) -> str:
    """The concurrent map that suits how this one is used."""
    writing = sum(bool(site.operations & WRITES) for site in sites)
    if kind in ORDERED:
        is_tree = kind.startswith("BTree")
        return "`scc::TreeIndex` keeps the order without it" if is_tree else "`DashMap` does without it, and the order"
    name = "HashSet" if kind in SETS else "HashMap"
    if found.lock.endswith("RwLock") and len(sites) >= _TOLD and writing * 4 <= len(sites):
        return f"`papaya::{name}` suits many reads and few writes"
    if len(sites) >= _TOLD and writing * 4 >= len(sites) * 3:
        return f"`scc::{name}` suits many writes"
    return f"`{name.replace('Hash', 'Dash')}` locks a shard of it at a time"
