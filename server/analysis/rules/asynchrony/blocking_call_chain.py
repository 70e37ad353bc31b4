"""A plain function of the workspace blocks its thread some calls down, and async code calls it on a worker."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.awaiting.async_context import runs_on_async_worker
from ...facts.blocking.blocking_calls import blocking_source
from ...facts.blocking.chains import Chain, chain_behind, find_chains, names_that_may_block
from ...facts.blocking.quiet_chains import nobody_waits
from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...finding import Related, Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.CRITICAL, on=nodes("function_item"), needs=b"async", heat=True, ahead=find_chains)
def blocking_call_chain(place: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker whose function reaches a source; start-up, commands and the end left out."""
    names = names_that_may_block(file) if place.node == file.unit.node else None
    for call in file.descendants(place.node, "call_expression") if names else ():
        if called_name(call, file) in (names or ()):
            yield from _judged(call, file)


def _judged(call: Node, file: RustFile) -> Iterator[Sighting]:
    found = chain_behind(call, file)
    if found is None or not runs_on_async_worker(call, file) or blocking_source(call, file) is not None:
        return
    name, chain = found
    if nobody_waits(call, name, chain, file):
        return
    depth = len(chain.hops)
    away = "" if depth == 1 else f", {depth - 1} call{'s' if depth > 2 else ''} further down"
    message = f"`{name}` blocks this async worker in `{chain.source.name}`{away}"
    severity = Severity.WARNING if chain.is_light else None
    data = {"source": chain.source.name, "depth": str(depth)}
    yield saw(call, message, elsewhere=_related(chain), severity=severity, data=data)


def _related(chain: Chain) -> tuple[Related, ...]:
    """Each hop, with the file it stands in."""
    last = chain.hops[-1]
    passed = zip(chain.hops, chain.hops[1:], strict=False)
    hops = [Related(hop.span, f"`{hop.function}` calls `{then.function}`", hop.path) for hop, then in passed]
    return (*hops, Related(last.span, f"`{last.function}` blocks in `{chain.source.name}`", last.path))
