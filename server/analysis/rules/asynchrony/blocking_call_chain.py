"""A plain function of the workspace blocks its thread some calls down, and async code calls it on a worker."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.async_context import runs_on_async_worker
from ...facts.blocking_calls import blocking_source
from ...facts.chains import Chain, chain_behind
from ...facts.quiet_chains import nobody_waits
from ...facts.rust_file import RustFile
from ...finding import Related, Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.CRITICAL, on=nodes("call_expression"), needs=b"async")
def blocking_call_chain(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker whose function reaches a source; start-up, commands and the end left out."""
    found = chain_behind(call.node, file)
    if found is None or not runs_on_async_worker(call.node, file) or blocking_source(call.node, file) is not None:
        return
    name, chain = found
    if nobody_waits(call.node, name, chain, file):
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
