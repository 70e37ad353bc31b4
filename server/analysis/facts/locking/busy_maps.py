"""Whether a locked map is one that the load goes through, by its uses, its type and its name.

No single sign decides. A map that many tasks look up and change is worth a concurrent one; one that is filled at
start-up, has a handful of keys or is a stand-in for tests is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..code.heads import borrows_self
from ..code.members import declared
from ..code.rust_file import RustFile
from ..code.type_model import Type
from ..data.maps import (
    ARGUED,
    BUSY,
    BUSY_KEY,
    CACHES,
    COMING_AND_GOING,
    FEW_KEYS,
    FEW_OF_KEY,
    IDLE,
    IDLE_OWNERS,
    KEEPERS,
    KEYED,
    LOOKUPS,
    MAKING,
    MANAGED,
    MOCKED,
    POOLS_VALUE,
    REMOVALS,
    SERVER_KEY,
    SET_UP,
    SETS,
    STORES,
    UNTELLING,
    UPKEEP,
    WORKED,
    WRITES,
    snake,
)
from ..running.heat_model import Level
from ..running.startup import is_startup
from .locked_maps import LockedMap
from .map_sites import Site, named_by_alias, sites_by_alias, sites_elsewhere, sites_of

_ENOUGH = 3
_CACHED = 3  # what the name of a cache or a pool weighs
_GENERIC_KEY = re.compile(rb"Map<\s*[A-Z]\s*,|Set<\s*[A-Z]\s*>")  # a map for whatever its users have many of
_ENOUGH_KNOWN = 5  # in a known workspace, and where the name is that of an idle map
_ENOUGH_UNSEEN = 8  # for a cache that no request is seen to go through
_IDLE_FOR_SURE = 3


def busy_sites(found: LockedMap, file: RustFile) -> list[Site] | None:
    """The places that lock a busy map; None for one that is not."""
    if _is_idle(found, file):
        return None
    sites = [site for site in all_sites(found, file) if not _sets_up(site)]
    return sites if _is_busy(sites, found, file) else None


def all_sites(found: LockedMap, file: RustFile) -> Iterator[Site]:
    """The places that lock a map, in this file and in those that can name it."""
    names = _named_by_alias(found.name, file) if found.alias else [found.name, *_getters(found, file)]
    for name in names:
        yield from sites_of(name, found.owner, file)
    if found.visible and found.alias:
        yield from sites_by_alias(found.name, file)
    elif found.visible:
        for name in names:
            yield from sites_elsewhere(name, found.owner, file)


def _is_busy(sites: list[Site], found: LockedMap, file: RustFile) -> bool:
    beside_others = sum(not site.alone for site in sites)
    if not _is_changed(sites, found, file) or beside_others * 2 > len(sites):
        return False
    score, idle = _score(found, sites), _idle_signs(found) >= _IDLE_FOR_SURE
    if file.names.home() is None:
        return score >= (_ENOUGH_KNOWN if idle else _ENOUGH)
    if idle and (not _is_cache(found) or POOLS_VALUE.search(_last(found.map.argument(1)))):
        return False
    return (score >= _ENOUGH_KNOWN and _is_under_load(sites, found)) or (
        score >= _ENOUGH_UNSEEN and _is_cache(found) and bool(_operations(sites) & KEYED)
    )


def _is_under_load(sites: list[Site], found: LockedMap) -> bool:
    """Whether requests or connections look keys up and change them, or whatever runs in the rounds of a pool's workers.

    A loop over messages may be the only one: there the name has to say that there are many.
    """
    loaded = [site for site in sites if site.loaded and (site.heat.how != "per message" or _weight_of(found) > 1)]
    rounds = [site for site in sites if site.heat.level >= Level.LOOP] if _is_worked(found) else []
    return any(_asks(each, found) and _operations(each) & WRITES for each in (loaded, rounds))


def _asks(sites: list[Site], found: LockedMap) -> bool:
    """Whether keys are looked up, and not only where a connection comes or goes; sets are compared as a whole too."""
    asked = KEYED | {"whole"} if _last(found.map) in SETS else KEYED
    return bool(_operations([site for site in sites if not COMING_AND_GOING.search(site.function)]) & asked)


def _operations(sites: list[Site]) -> frozenset[str]:
    return frozenset[str]().union(*(site.operations for site in sites))


def _is_cache(found: LockedMap) -> bool:
    return _weight_of(found) >= _CACHED


def _is_worked(found: LockedMap) -> bool:
    """Whether the map or its struct is a cache, or belongs to the workers of a pool."""
    owner = snake(found.owner.rpartition("::")[2])
    return _weight_of(found) > 1 and bool(_is_cache(found) or WORKED.search(owner))


def _is_idle(found: LockedMap, file: RustFile) -> bool:
    owner = found.owner.rpartition("::")[2]
    if MOCKED.search(snake(owner)) or MOCKED.search(snake(found.name)) or _has_few_keys(found, file):
        return True
    return any(ARGUED.search(comment) for comment in _comments(found.declaration, file))


def _has_few_keys(found: LockedMap, file: RustFile) -> bool:
    """Keys that stand in the source, or of which there are not many, as what is held for each is never freed."""
    key = found.map.argument(0)
    if b"&'static " in file.bytes_of(found.declaration) or (key is not None and key.path in FEW_KEYS):
        return True
    for unit in declared(key.path, file) if key is not None else ():
        body = unit.node.child_by_field_name("body")
        if unit.node.type == "enum_item" and body is not None:
            return all(v.child_by_field_name("body") is None for v in body.named_children if v.type == "enum_variant")
    return False


def _comments(declaration: Node, file: RustFile) -> list[str]:
    """The comments above a declaration, and those above the item around it."""
    found: list[str] = []
    before = declaration.prev_named_sibling if declaration != file.unit.node else None
    while before is not None and before.type in ("line_comment", "block_comment", "attribute_item"):
        found.append(file.text(before))
        before = before.prev_named_sibling
    found += [file.text(node) for node in file.unit.leading if node.type.endswith("_comment")]
    return found


def _named_by_alias(alias: str, file: RustFile) -> list[str]:
    return sorted({name for unit in file.names.mentioning(alias) for name in named_by_alias(alias, unit)})


def _getters(found: LockedMap, file: RustFile) -> list[str]:
    """The calls that give out a static: `fn cache() -> &'static RwLock<..> { CACHE.get_or_init(..) }`."""
    if found.owner or found.declaration.type != "static_item":
        return []
    pattern = re.compile(rb"\bfn (\w+)\(\) -> &'static ")
    texts = [unit.text for unit in file.names.mentioning(found.name) if unit.node.type == "function_item"]
    return [f"{match[1].decode()}()" for text in texts if (match := pattern.search(text)) is not None]


def _sets_up(site: Site) -> bool:
    if MAKING.match(site.function) and not _borrows_self(site):
        return True
    return bool(SET_UP.match(site.function)) or is_startup(site.call, site.view)


def _borrows_self(site: Site) -> bool:
    """Whether the site's function is a method of a value that is there already."""
    functions = [around for around in site.view.ancestors(site.call) if around.type == "function_item"]
    return bool(functions) and borrows_self(functions[-1])


def _is_changed(sites: list[Site], found: LockedMap, file: RustFile) -> bool:
    """Whether the running program both looks the map up and changes it; handed on, it may."""
    operations = {operation for site in sites for operation in site.operations}
    asks = operations & LOOKUPS or (_last(found.map) in SETS and "insert" in operations)
    if asks and operations & WRITES:
        return True
    handed_on = re.compile(rf"&(?:self|this)\.{re.escape(found.name)}\b|\b{re.escape(found.name)}\.clone\(\)".encode())
    return any(handed_on.search(unit.text) for unit in file.names.mentioning(found.name))


def _score(found: LockedMap, sites: list[Site]) -> int:
    operations = [site.operations for site in sites]
    looking = {site.function for site in sites if site.operations & LOOKUPS}
    writing = {site.function for site in sites if site.operations & WRITES}
    return (
        _weight_of(found)
        + found.shared
        + (len(sites) >= 3)
        + (len(sites) >= 6)
        + any(site.heat.level >= Level.REQUEST for site in sites)
        + any(site.heat.level >= Level.REQUEST and site.operations & WRITES for site in sites)
        + any(each & REMOVALS for each in operations)
        + (bool(looking) and bool(writing) and len(looking | writing) > 1)
        + any(site.loaded and site.operations & WRITES and site.function in looking for site in sites)
        + (bool(BUSY_KEY.match(_last(found.map.argument(0)))))
        + (_GENERIC_KEY.search(found.place.text or b"") is not None)
        + 2 * (not found.owner and not found.alias and bool(looking & writing))
        - _idle_signs(found)
    )


def _weight_of(found: LockedMap) -> int:
    """What a map's name says of the load, or that of its struct where it has no name of its own."""
    name = snake(found.name)
    own, owner = _weight(name), _weight(KEEPERS.sub("", snake(found.owner.rpartition("::")[2])))
    return owner if owner >= 2 and UNTELLING.match(name) else own


def _weight(name: str) -> int:
    """What the name alone says of the load."""
    return _CACHED if CACHES.search(name) else 2 if BUSY.search(name) else int(bool(STORES.search(name)))


def _idle_signs(found: LockedMap) -> int:
    owner = found.owner.rpartition("::")[2]
    value = _last(found.map.argument(1))
    if IDLE_OWNERS.search(snake(owner)) or any(IDLE.search(snake(text)) for text in (found.name, value)):
        return 3
    key = _last(found.map.argument(0))
    if (
        FEW_OF_KEY.search(key)
        or POOLS_VALUE.search(value)
        or any(UPKEEP.search(snake(text)) for text in (owner, found.name))
    ):
        return 3
    if SERVER_KEY.search(key):
        return 2
    return 2 if MANAGED.search(snake(owner)) else 0


def _last(found: Type | None) -> str:
    return found.path.rpartition("::")[2] if found is not None else ""
