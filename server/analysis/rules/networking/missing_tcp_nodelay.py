"""A TCP stream with Nagle's algorithm on can hold a small write back until the peer's delayed acknowledgement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.code.deliveries import deliveries
from ...facts.code.delivery_places import asks, fixable, places_of
from ...facts.code.paths import owner_type
from ...facts.code.rust_file import RustFile
from ...facts.code.wrappings import Wrapping
from ...facts.networking.nodelay_settings import BINDS, CONNECTORS, SERVES, SETTERS, is_turned_off, unset
from ...facts.networking.tcp import CONNECTS, gives_stream, is_blocking_listener, is_configured, is_probe
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw

_METHODS = ("accept", "incoming", "connect", *SETTERS)
_ONE_WAY = re.compile(rb"(?i)//(?![^\n]*rust-perf:)[^\n]*(one[- ]way|bulk|nagle)")
_ASIDE = re.compile(rb"(?i)redirect_ur[il]|oauth|auth_?code|health_?check")
# Types that answer the probes of a monitor, now and then and all at once.
_WATCHED = re.compile(r"^(Health|Metrics?|Stats|Prometheus)(Server|Exporter|Service)?$")


@rule(Severity.CRITICAL, on=calls(*CONNECTS, *SERVES, *BINDS, *CONNECTORS) + methods(*_METHODS))
def missing_tcp_nodelay(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Streams, servers and connectors on which nobody sets the option."""
    if _ONE_WAY.search(file.unit.text):
        return
    if call.name in SETTERS:
        if is_turned_off(call.node, file):
            off = call.arguments[0]
            yield saw(off, "this turns Nagle's algorithm on: small writes may wait 40 ms for an ACK", off=off)
    elif call.callee is not None and call.callee not in CONNECTS:
        setting = unset(call.node, call.callee, file)
        if setting is not None:
            data = {"what": call.name, "name": setting.name}
            listener = call.arguments[0] if call.name == "serve" else None
            yield saw(call, _message(setting.what), listener=listener, declared=setting.declared, data=data)
    else:
        yield from _stream(call, file)


def _stream(call: Call, file: RustFile) -> Iterator[Sighting]:
    if call.callee is None and (call.name != "connect") == bool(call.arguments):
        return
    wrapping = Wrapping(1) if call.callee else gives_stream(call.node, call.name, file)
    if wrapping is None or _is_aside(call, file):
        return
    ends = list(deliveries(call.node, wrapping, file))
    if not is_probe(ends, file) and not is_configured(call.node, ends, file):
        end = fixable(ends)
        places = places_of(end, file) if end is not None else {}
        data = {"name": end.name, "asks": "yes" if asks(end, file) else "no"} if end is not None else {}
        what = "each stream of this `TcpListenerStream`" if call.name == "new" else f"the stream of `{call.name}`"
        after, inside = places.get("after"), places.get("inside")
        tail, result = places.get("tail"), places.get("result")
        yield saw(call, _message(what), data=data, after=after, inside=inside, tail=tail, result=result)


def _message(what: str) -> str:
    return f"{what} keeps Nagle's algorithm on: small writes may wait 40 ms for an ACK"


def _is_aside(call: Call, file: RustFile) -> bool:
    """The one redirect of a browser login, a health check or metrics: nobody waits for a second message."""
    name = file.unit.node.child_by_field_name("name")
    about = file.bytes_of(name) + b" " if name is not None else b""
    if _WATCHED.match((owner_type(file) or "").rpartition("::")[2]):
        return True
    if is_blocking_listener(call.node, file):
        about = file.unit.text
    return _ASIDE.search(about + file.path.rpartition("/")[2].encode()) is not None
