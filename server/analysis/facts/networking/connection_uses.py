"""Where a client or connection is made again and again: for each request, message or item, or on every call."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.calls import called_name, outward
from ..code.heads import self_of
from ..code.loops import loop_around
from ..code.rust_file import RustFile
from ..code.wrappings import Wrapping
from ..data.entry_kinds import How
from ..programs.programs import ARGUMENTS, RESIDENTS, is_of_program_with
from ..running.callers import callers_of, function_name
from ..running.handlers import is_handler
from ..running.heat import heat_of
from ..running.heat_model import Level
from ..running.startup import is_startup
from ..types.returned import is_async
from .connection_keeping import given_back, outlives
from .connections import Made

_RETRIES = re.compile(rb"(?i)retr(y|ies)|reconnect|attempt|back_?off|tries\b")
_LONG_LIVED = re.compile(
    r"^(main|run|start|serve|listen|watch|spawn|new|try_new|init|setup|connect|reconnect|bootstrap|migrate|seed"
    r"|get_client|make_client|establish|recycle|daemon|worker)(_|$)|(_client|_pool|_loop|_worker)$"
)
# What such a function makes is often kept by others: only a client that the function itself drops tells.
_OPENING = re.compile(r"^(build|create|open|load|from|with)(_|$)")
_STREAMS_OF = re.compile(r"(^|::)(try_)?stream!?$")
_TUNNEL = re.compile(rb"(?i)copy_bidirectional|tunnel|upgrade::on|on_upgrade|method::connect\b")
# What is worked out once for each argument, by an attribute of the crates `cached` and `memoize`.
_REMEMBERED = re.compile(rb"#\[\s*(?:\w+\s*::\s*)*(?:cached|once|memoize|io_cached)\b")
_ASIDE = re.compile(r"health_?check|self_?update|telemetry|migrat|latest_(release|version)", re.IGNORECASE)


def made_again(made: Made, file: RustFile, depth: int = 2) -> str | None:
    """Where a thing that its function does not keep is made again and again, in words; None when it is not.

    What a function gives back is judged where the function is called.
    """
    if not given_back(made, file):
        where = _where_per_use(made, file)
        return where if where is not None and not outlives(made, file) else None
    if depth == 0 or is_startup(made.end, file) or is_one_shot_program(file):
        return None
    for call, view in callers_of(file) or ():
        back = made._replace(end=call, wrapping=_wrapping_of_result(file))
        if call.type == "call_expression" and _again_in_caller(back, view, depth):
            return "for every request"
    return None


def _again_in_caller(back: Made, view: RustFile, depth: int) -> bool:
    if given_back(back, view):
        return made_again(back, view, depth - 1) is not None
    return _is_served(back, view) and not outlives(back, view)


_WRAPPED = re.compile(rb"(?:\w+::)*(?:\w*Result|Option)\b")


def _wrapping_of_result(file: RustFile) -> Wrapping:
    written = file.unit.node.child_by_field_name("return_type")
    return Wrapping(int(written is not None and _WRAPPED.match(file.bytes_of(written)) is not None))


def _where_per_use(made: Made, file: RustFile) -> str | None:
    call = made.end
    function = file.function_around(call)
    name = function.child_by_field_name("name") if function is not None else None
    if function is None or name is None or _ASIDE.search(file.text(name) + file.path.rpartition("/")[2]):
        return None
    if _REMEMBERED.search(file.data[file.unit.start : function.start_byte]):
        return None
    loop = loop_around(call, file)
    if loop is not None and _is_per_item(loop, made, file):
        return "in every round of a loop"
    if is_startup(call, file) or is_one_shot_program(file):
        return None
    if _is_served(made, file):
        return "for every request"
    if _is_kept_by_name(file.text(name), made):
        return None
    return f"on every call of `{file.text(name)}`" if _is_per_call(made, function, file) else None


def _is_kept_by_name(name: str, made: Made) -> bool:
    """Whether a function is named like one whose connections live on."""
    opens = made.kind not in ("client", "request") and _OPENING.match(name) is not None
    return opens or _LONG_LIVED.search(name) is not None


def _is_per_call(made: Made, function: Node, file: RustFile) -> bool:
    heat = heat_of(made.end, file)
    if heat.level is Level.COLD or heat.how == "now and then":
        return False
    name = function.child_by_field_name("name")
    if made.kind == "stream":
        return name is not None and _asks_once(function, file.text(name), file)
    serves = made.kind in ("client", "request") and is_of_program_with(RESIDENTS, file)
    return made.kind in ("client", "request", "rpc", "stored") and (serves or _runs_async(made.end, function, file))


def _is_served(made: Made, file: RustFile) -> bool:
    """Whether a request comes by, here or in who calls; a tunnel has a stream of its own for each."""
    if made.kind == "stream" and (_TUNNEL.search(file.unit.text) or _is_in_task(made.end, file)):
        return False
    if is_handler(made.end, file):
        return made.kind in ("client", "request") or not _is_kept_by_name(function_name(file), made)
    heat = heat_of(made.end, file)
    if heat.level < Level.REQUEST or (heat.how != How.REQUEST and f"{How.REQUEST}:" not in heat.under):
        return False
    return made.kind != "stream" or not _is_told_where(made.end, file)


def _is_in_task(call: Node, file: RustFile) -> bool:
    """Whether a task of its own holds the connection, and the request does not wait for it."""
    blocks = (around for around in file.ancestors(call) if around.type in ("async_block", "closure_expression"))
    takers = (outward(block, file) for block in blocks)
    return any(taker is not None and called_name(taker, file).startswith("spawn") for taker in takers)


def _is_told_where(call: Node, file: RustFile) -> bool:
    """Whether the address is a parameter: whoever forwards requests connects to where each of them goes."""
    arguments = call.child_by_field_name("arguments")
    names = file.descendants(arguments, "identifier") if arguments is not None else ()
    bindings = [binding_of(name, file) for name in names]
    return any(binding is not None and binding.kind == "parameter" for binding in bindings)


def _is_per_item(loop: Node, made: Made, file: RustFile) -> bool:
    """A loop over work, not over attempts; connections to what the loop goes through are all different."""
    if _RETRIES.search(file.bytes_of(loop)):
        return False
    if made.kind in ("client", "request"):
        return loop.type != "loop_expression" or not re.search(rb"\bbreak\b|\breturn\b", file.bytes_of(loop))
    if loop.type != "for_expression" or made.kind == "stream":
        return False
    pattern = loop.child_by_field_name("pattern")
    arguments = made.end.child_by_field_name("arguments")
    words = set(re.findall(r"\w+", file.text(pattern))) if pattern is not None else set()
    return arguments is not None and not words & set(re.findall(r"\w+", file.text(arguments)))


_ASKS = re.compile(r"(query|request|send|call|execute|fetch|command|rpc|exchange|round_?trip)(_|$)")


def _asks_once(function: Node, name: str, file: RustFile) -> bool:
    """A method that sends one request over a connection of its own."""
    return self_of(function) is not None and _ASKS.match(name) is not None and _TUNNEL.search(file.unit.text) is None


def _runs_async(call: Node, function: Node, file: RustFile) -> bool:
    return is_async(function) or any(_is_async_code(around, file) for around in file.ancestors(call))


def _is_async_code(around: Node, file: RustFile) -> bool:
    """An async block, or the body of `async_stream::stream!`."""
    if around.type == "macro_invocation":
        macro = around.child_by_field_name("macro")
        return macro is not None and _STREAMS_OF.search(file.text(macro)) is not None
    return around.type == "async_block"


def is_one_shot_program(file: RustFile) -> bool:
    """A command that ends after its work: a binary that neither serves nor stays with its user."""
    crate = file.crate
    if not crate.known or not crate.has_binary or crate.has_library:
        return False
    return not crate.uses(*RESIDENTS) and crate.uses(*ARGUMENTS)
