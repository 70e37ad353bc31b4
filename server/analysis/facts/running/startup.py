"""Start-up code: it runs once, before there is anybody to keep waiting."""

from __future__ import annotations

import re
from collections.abc import Callable

from tree_sitter import Node

from ..code.calls import called_name, callee_path
from ..code.paths import owner_type
from ..code.rust_file import RustFile
from .callers import callers_of, knows_all_callers

Sign = Callable[[Node, RustFile], bool]

_DEPTH = 3
_LOOPS = {"loop_expression", "while_expression", "for_expression"}
_LITERAL = re.compile(rb"^&?(\[|\"|\d+\.\.=?\d+$)")
_MAIN_ATTRIBUTE = re.compile(rb"#\[\s*(\w+\s*::\s*)*main\b")
_TASKS = frozenset({"spawn", "spawn_local", "serve", "serve_with_shutdown", "launch", "serve_connection", "join_all"})
_LISTENER = re.compile(r"(Listener|Datagram|DatagramSocket|UdpSocket)::(bind\w*|from_std)$")
_BINDING = re.compile(r"^(try_|do_)?(bind|listen)(_(tcp|tls|uds|unix|http|https|addr|address|socket|on|to|all))*$")
_ENTRY = re.compile(
    r"^(run|start|try_main|real_main|main_\w+|\w+_main|(serve|launch)(_\w+)?|(run|start)_\w*(server|client|service|app|daemon|node|proxy)(_impl|_inner)?)$"
)
_CONFIGURATION = re.compile(
    rb"\b(\w*(Config|Configuration|Settings|Cli|Args|Opts|Options)\b|(config|settings|args|opts|cli)\s*:)"
)
_SETTINGS_GIVEN = re.compile(rb"\b\w*(Config|Configuration|Settings)\b")
_COMMAND_LINE = frozenset({"parse_from", "get_matches", "try_parse_from", "get_matches_from"})

_READS = r"(try_|re)?(load|read|parse|open|init|create|write|save|store|get|find|ensure|new|from|lookup)"
_SETTINGS = (
    r"(config|configs|configuration|settings|setting|args|arguments|options|opts|cfg|dotenv|env|logging|logger|tracing)"
)
_SETTINGS_FUNCTION = re.compile(
    rf"^(?!(get|find|read|write|save|store|lookup|parse)_(\w+_)?with_){_READS}_(\w+_)?{_SETTINGS}(_file|_dir|_path|_from_\w+|_inner)?$|^{_SETTINGS}_from_\w+$|^config(ure)?_\w+$"
)
_SETUP = re.compile(r"^(init|setup|bootstrap|(do_|run_)?migrate)(_\w+)?$")
_SETTINGS_TYPE = re.compile(r"(Config|Configuration|Settings|Cli|Args|Opts)$")
_SERVER_TYPE = re.compile(r"(Server|Service|App|Application|Daemon|Node)$")
_OPENING = frozenset({"open", "build", "from_config", "bootstrap"})
_SHUTDOWN = re.compile(
    r"^((graceful|on|wait_for|await|handle|do|try|run|install|setup)_)*"
    r"(shut_?down|exit|ctrl_?c|signals?|termination|sigterm|sigint)(_(signals?|handlers?|gracefully|server))*$"
)
_CONSTRUCTOR = re.compile(r"^(new|load|read|parse|from|init|open|try|create|build|bootstrap)(_\w+)?$")


def is_startup(node: Node, file: RustFile) -> bool:
    """Whether the node runs once: in the straight line of `main`, or while the program reads its settings and binds."""
    return is_command_line(file) or _is_startup(node, file, 0, (_reads, _sets_up, _binds))


def is_before_service(node: Node, file: RustFile, *, binding: bool) -> bool:
    """The same for what may take seconds: settings are read again while the program serves, its parts are not made.

    Whether a function that opens a socket counts is told by `binding`.
    """
    return is_command_line(file) or _is_startup(node, file, 0, (_sets_up, _binds) if binding else (_sets_up,))


def is_in_main(node: Node, file: RustFile) -> bool:
    """Whether the node stands in the straight line of `main` itself."""
    function, repeated = _straight_line(node, file)
    return function is not None and not repeated and is_main(function, file)


def reads_settings(function: Node, file: RustFile) -> bool:
    """Whether a function reads the program's settings, or makes what they describe."""
    name = function.child_by_field_name("name")
    return name is not None and (_reads(function, file) or _sets_up(function, file))


def puts_together(function: Node, file: RustFile) -> bool:
    """Whether a function opens the listening socket, or is what `main` hands its arguments or settings to."""
    name = function.child_by_field_name("name")
    return name is not None and (_binds(function, file) or _is_entry(function, file.text(name), file))


def shuts_down(name: str) -> bool:
    """Whether a function waits for the end of the program, or prepares it, by its name."""
    return _SHUTDOWN.match(name) is not None


def is_entry(node: Node, file: RustFile) -> bool:
    """Whether the node stands in the straight line of the function that puts the program together."""
    function, repeated = _straight_line(node, file)
    name = function.child_by_field_name("name") if function is not None else None
    if function is None or name is None or repeated:
        return False
    return is_main(function, file) or _is_entry(function, file.text(name), file)


def is_command_line(file: RustFile) -> bool:
    """A crate or module of one-shot commands has nobody to keep waiting."""
    return file.crate.name.endswith(("-cli", "_cli")) or is_command_module(file)


def is_command_module(file: RustFile) -> bool:
    """Whether the path of a file says that it holds commands."""
    folders = file.path.replace("\\", "/").split("/")[-3:]
    return any(folder in ("cli", "cli.rs") for folder in folders)


def _is_startup(node: Node, file: RustFile, depth: int, signs: tuple[Sign, ...]) -> bool:
    function, repeated = _straight_line(node, file)
    name = function.child_by_field_name("name") if function is not None else None
    if function is None or name is None:
        return False
    if any(sign(function, file) for sign in signs):
        return True
    if repeated:
        return False
    if is_main(function, file) or _is_entry(function, file.text(name), file):
        return True
    if _binds in signs and _BINDING.match(file.text(name)):
        return True
    return _called_at_startup(function, file, depth, signs)


def _straight_line(node: Node, file: RustFile) -> tuple[Node | None, bool]:
    """The function around the node, None if a task or thread stands between, and whether a loop repeats the node."""
    inner, repeated = node, False
    for around in file.ancestors(node):
        if around.type == "function_item":
            return around, repeated
        if around.type in _LOOPS and inner == around.child_by_field_name("body") and not _is_unrolled(around, file):
            repeated = True
        if around.type == "call_expression" and called_name(around, file) in _TASKS:
            return None, repeated
        inner = around
    return None, repeated


def _is_unrolled(loop: Node, file: RustFile) -> bool:
    """A loop over a literal is a few lines in short."""
    value = loop.child_by_field_name("value")
    return value is not None and bool(_LITERAL.match(file.bytes_of(value)))


def is_main(function: Node, file: RustFile) -> bool:
    """Whether a function is where the program begins."""
    name = function.child_by_field_name("name")
    if name is None or function != file.unit.node:
        return False
    head = file.data[file.unit.start : function.start_byte]
    return (file.text(name) == "main" and not file.unit.frames) or bool(_MAIN_ATTRIBUTE.search(head))


def _is_entry(function: Node, name: str, file: RustFile) -> bool:
    """What `main` hands its arguments or settings to, or what reads the command line itself."""
    parameters = function.child_by_field_name("parameters")
    if parameters is None:
        return False
    if _ENTRY.match(name) and _CONFIGURATION.search(file.bytes_of(parameters)):
        return True
    body = file.bytes_of(function)
    return any(word.encode() in body for word in _COMMAND_LINE) and any(
        called_name(call, file) in _COMMAND_LINE for call in file.descendants(function, "call_expression")
    )


def _binds(function: Node, file: RustFile) -> bool:
    """A function that opens the listening socket prepares the place for it: sockets' files, their permissions."""
    if b"bind" not in file.bytes_of(function):
        return False
    calls = file.descendants(function, "call_expression")
    return any(
        _LISTENER.search(callee_path(call, file)) for call in calls if called_name(call, file).startswith("bind")
    )


def _reads(function: Node, file: RustFile) -> bool:
    """Whether a function reads settings, or makes what they are kept in."""
    owner, name = owner_type(file), _name(function, file)
    if _SETTINGS_FUNCTION.match(name):
        return True
    return owner is not None and bool(_SETTINGS_TYPE.search(owner) and _CONSTRUCTOR.match(name))


def _sets_up(function: Node, file: RustFile) -> bool:
    """Whether a function makes a part of the program by its settings."""
    owner, name, parameters = owner_type(file), _name(function, file), function.child_by_field_name("parameters")
    if owner is None:
        return _SETUP.match(name) is not None
    if parameters is None or not _CONSTRUCTOR.match(name) or _SETTINGS_TYPE.search(owner):
        return False
    given = file.bytes_of(parameters)
    if name == "create":
        # What a request makes is created by its arguments, and a part of the program by settings.
        return b"self" not in given and _SETTINGS_GIVEN.search(given) is not None
    opened = name in _OPENING or _SERVER_TYPE.search(owner) is not None
    return opened and _CONFIGURATION.search(given) is not None


def _name(function: Node, file: RustFile) -> str:
    name = function.child_by_field_name("name")
    return file.text(name) if name is not None else ""


def _called_at_startup(function: Node, file: RustFile, depth: int, signs: tuple[Sign, ...]) -> bool:
    """Whether every call of a function that nobody else can call stands in start-up code."""
    if depth >= _DEPTH or function != file.unit.node or not knows_all_callers(file):
        return False
    calls = callers_of(file) or []
    return bool(calls) and all(
        call.type == "call_expression" and _is_startup(call, view, depth + 1, signs) for call, view in calls
    )
