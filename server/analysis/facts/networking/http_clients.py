"""Builders of HTTP clients, and the settings of the pool behind them."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.paths import owner_type
from ..code.rust_file import RustFile
from ..code.wrappings import Wrapping
from ..data.connections import FINISHES
from ..data.http_pools import POOLED
from ..data.schema import facts_by_name, last_names
from ..programs.programs import SERVERS, is_of_program_with
from ..running.callers import function_name
from ..running.startup import is_command_line
from .builder_settings import Wanted, flow_of, kept_by_name
from .connection_keeping import outlives
from .connections import Made

_BUILDERS = facts_by_name(POOLED)
BUILDERS = tuple(_BUILDERS)
_FINISHES = last_names(FINISHES)
# Over one HTTP/2 connection nothing is pooled.
_POOL = Wanted(re.compile(rb"pool_idle_timeout|pool_max_idle_per_host|http2_prior_knowledge|http2_only"), _FINISHES)
_COMMANDS = re.compile(rb"derive\([^)]*\b(Parser|Subcommand)\b")
_SERVES = re.compile(rb"\b\w*(serve|listen|bind)\w*\(")
# What is in a service and is no sign of one: clients use these as well.
_SERVICES = tuple(name for name in SERVERS if name not in {"hyper_util", "quinn", "tungstenite", "tokio_tungstenite"})
# Clients that send a request now and then: their pool is empty whatever is set.
_SELDOM = re.compile(
    r"(?i)telemetry|update|upgrade|metadata|heart_?beat|health|oauth|oidc|openid|jwks|release|licen[cs]e|captcha"
    r"|version|credential"
)


def kept(start: Node, callee: str, file: RustFile) -> tuple[Node, str] | None:
    """The `let` that keeps a builder whose settings give back references."""
    return kept_by_name(start, file) if _BUILDERS[callee] == "gives back a reference" else None


def is_left_alone(start: Node, file: RustFile) -> bool:
    """Whether a client that a service keeps is built with the pool's defaults, as far as all of that is seen."""
    if is_command_line(file) or _is_seldom_used(file) or _is_program_of_commands(file):
        return False
    flow = flow_of(start, _POOL, file)
    return flow.is_bare and any(_is_kept_by_service(end, view) for end, view in flow.ends)


def _is_program_of_commands(file: RustFile) -> bool:
    """Whether the file is a program's first one, reads a command line and serves nobody."""
    if not file.path.endswith("main.rs") or not _says(_COMMANDS, ("derive(",), file):
        return False
    return not _says(_SERVES, ("serve", "listen", "bind"), file)


def _says(sought: re.Pattern[bytes], words: tuple[str, ...], file: RustFile) -> bool:
    """Whether an item of the file that holds one of the words says it."""
    return any(sought.search(unit.text) for word in words for unit in file.names.mentioning(word))


def _is_kept_by_service(end: Node, view: RustFile) -> bool:
    """Whether what is built in a service, or in a library that one is made of, outlives the function that builds it."""
    return is_of_program_with(_SERVICES, view) and outlives(Made("client", "", end, Wrapping(1)), view)


def _is_seldom_used(file: RustFile) -> bool:
    """Whether the names of the function, its type and its file say that the client has little to do."""
    named = (function_name(file), owner_type(file) or "", file.path.rpartition("/")[2])
    return _SELDOM.search(" ".join(named)) is not None
