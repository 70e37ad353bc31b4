"""Whether two awaited calls that follow one another may run at the same time."""

from __future__ import annotations

import enum
import re

from tree_sitter import Node

from ..code.bindings import Binding, binding_of, uses_of
from ..code.calls import called_name, function_of, receiver_of, receivers
from ..code.heads import self_of
from ..code.nodes import is_mutable, says_mut
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.type_model import mentions
from ..data.verbs import (
    ACCESSORS,
    ACTIONS,
    ASKED,
    ASKING,
    EFFECT_WORDS,
    GATE_MODULES,
    GATE_NAMES,
    GATE_WORDS,
    ONE_CONNECTION,
    PEEKS,
    PROGRESS_WORDS,
    READS,
    REMOTE_WORDS,
    WAITS,
    WARMUPS,
)  # fmt: skip
from ..types.expressions import type_of
from ..types.helpers import functions_called
from .await_steps import Step

_EFFECT = re.compile(rf"(?i)(^|[^a-z])({EFFECT_WORDS})([^a-z]|$)")
_GATE = re.compile(rf"(?i)(^|_)({GATE_WORDS})(_|$)")
_GATE_PATH = re.compile(rf"::({GATE_MODULES})::(\w+::)*\w+$|(^|_|:)({GATE_NAMES})(_|$)")
_CONNECTION = re.compile(rf"^({ONE_CONNECTION})$")
_MESSAGED = ("channel", "session")  # in an argument, a channel or session of people
_ORDER = re.compile(
    r"(?i)\b(before|after|first|then|order|must|sequential(ly)?\b(?!-)|race|otherwise|depends?|prior)\b"
)
_TOGETHER = re.compile(
    r"(?i)\b(transaction\w*|consistent\w*|snapshot|atomic\w*|one after|sequential(ly)?\b(?!-)|in order)\b"
)
_ONE_AT_A_TIME = (
    "std::sync::MutexGuard", "tokio::sync::MutexGuard", "tokio::net::TcpStream", "sqlx::Transaction",
    "sqlx::PgConnection", "diesel_async::AsyncPgConnection", "redis::aio::MultiplexedConnection",
)  # fmt: skip
_PROGRESS = re.compile(rf"(?i)(^|_)({PROGRESS_WORDS})s?(_|$)")
_REMOTE = re.compile(rf"(?i)(^|_)({REMOTE_WORDS})s?$")
_STATEMENT = re.compile(r"\W*[A-Za-z]+(\s|\W*$)")  # a command or query; a key or path is none
_POOL = re.compile(r"(?i)pool(\(\))?\??$")
_METHOD = re.compile(r"\.\s*(\w+)\s*(?:::<[^()]*>)?\(")
_AWAIT = re.compile(rb"(\w+)\(\s*\)\s*\.\s*await|\.\s*await")
_KEPT_LOCK = re.compile(rb"let (?:mut )?\w+ = self\.(\w+)\.lock\(\)\.await;")
_LOCK = re.compile(rb"(^|_)(lock|locked|read|write|guard)(_|$)")


class Asks(enum.IntEnum):
    """How sure it is that a call asks and changes nothing."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


def asks(step: Step, file: RustFile) -> Asks:
    """What the call's name, arguments and signature tell; one that nobody wants the answer of is no question."""
    name = called_name(step.call, file)
    if step.pattern is None and not step.part:
        found = Asks.SURELY if name.split("_")[0] in WARMUPS else Asks.NO
    else:
        found = _by_name(name, step.call, file)
    if found is Asks.NO or is_exclusive(step, file):
        return Asks.NO
    if step.pattern is None and not step.part:
        return found
    wanted = not _is_cheap(step.call, file) and (step.part or _is_used(step, file))
    return found if wanted else Asks.NO


def question(step: Step, file: RustFile) -> Asks:
    """The same wherever the answer goes."""
    found = _by_name(called_name(step.call, file), step.call, file)
    return Asks.NO if found is Asks.NO or is_exclusive(step, file) or _is_cheap(step.call, file) else found


def changes(step: Step, file: RustFile) -> bool:
    """Whether a call sounds as if it changed something, waits for its turn, or lets pass."""
    words = called_name(step.call, file).removeprefix("try_").split("_")
    return words[0] in WAITS or lets_pass(step, file) or _EFFECT.search(_spoken(step.call, file)) is not None


def _by_name(name: str, call: Node, file: RustFile) -> Asks:
    words = name.removeprefix("try_").split("_")
    if name == "send":
        return Asks.SURELY if _is_get_request(call, file) else Asks.NO
    if words[0] in WAITS or _EFFECT.search(_spoken(call, file)):
        return Asks.NO
    if _takes_or_peeks(name, words[0], call, file):
        return Asks.NO
    reads = words[0] in READS or any(word in ("for", "by", "of") for word in words[:-1])
    if not reads and words[0] in ACTIONS:
        return Asks.NO
    named = not reads and ASKING.isdisjoint(words)
    if named and words[-1] not in ASKED:
        return Asks.PERHAPS
    return Asks.PERHAPS if (named or words[0] in ACCESSORS) and _is_accessor(call, file) else Asks.SURELY


def _takes_or_peeks(name: str, verb: str, call: Node, file: RustFile) -> bool:
    """`cell.get()`, `lock.read_owned()` and `pool.get_client()` tell nothing about the world outside."""
    receiver = receiver_of(call)
    if receiver is None or _arguments(call):
        return False
    return name == "get" or verb == "read" or (verb == "get" and _POOL.search(file.text(receiver)) is not None)


def _is_accessor(call: Node, file: RustFile) -> bool:
    """`x.get_name()` most likely reads a field behind a lock, unless its body says otherwise or `x` is far away."""
    receiver = receiver_of(call)
    if receiver is None or _arguments(call) or any(True for _ in functions_called(call, file)):
        return False
    last = receiver.child_by_field_name("field") if receiver.type == "field_expression" else receiver
    return last is None or _REMOTE.search(file.text(last)) is None


def _is_get_request(call: Node, file: RustFile) -> bool:
    """`client.get(url)…​.send()`."""
    return any(called_name(link, file) in ("get", "head") and _arguments(link) for link in receivers(receiver_of(call)))


def asks_over_http(call: Node, file: RustFile) -> bool:
    """`client.post(url)…​.send()`, whatever the verb."""
    if called_name(call, file) != "send":
        return False
    links = [called_name(link, file) for link in receivers(receiver_of(call))]
    return bool(links) and links[-1] in ("get", "head", "post", "put", "patch", "delete", "request")


def _spoken(call: Node, file: RustFile) -> str:
    """The words of a call that may tell an effect: the names in its chain and the text of a query."""
    chain = [called_name(link, file) for link in receivers(call)]
    root = call
    while (receiver := receiver_of(root)) is not None and receiver.type == "call_expression":
        root = receiver
    function = root.child_by_field_name("function")
    queries = [file.text(n)[:60] for n in file.descendants(call, "string_literal", "raw_string_literal")]
    told = [query for query in queries if _STATEMENT.match(query)]
    return " ".join([*chain, file.text(function) if function is not None else "", *told])


def _arguments(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return [n for n in arguments.named_children if not n.type.endswith("_comment")] if arguments is not None else []


def is_exclusive(step: Step, file: RustFile) -> bool:
    """Whether the call needs something for itself: `&mut` of a place, a `&mut` variable, one connection."""
    for reference in (*file.descendants(step.future, "reference_expression"),):
        mutable = is_mutable(reference)
        value = reference.child_by_field_name("value")
        if mutable and (value is None or expression(value).type != "call_expression"):
            return True
    return any(_is_exclusive_name(name, step, file) for name in file.descendants(step.future, "identifier", "self"))


def _is_exclusive_name(name: Node, step: Step, file: RustFile) -> bool:
    if name.type == "self":
        return _borrows_self_mutably(file) and not _takes_shared_self(step.call, file)
    method = _method_on(name, file)
    if _CONNECTION.match(file.text(name)) and method != "clone" and (method or file.text(name) not in _MESSAGED):
        return True
    binding = binding_of(name, file)
    if binding is None:
        return False
    return _is_mutable(binding, name, file) or mentions(type_of(name, file), *_ONE_AT_A_TIME)


def _method_on(name: Node, file: RustFile) -> str | None:
    """The method or field that is asked of a name."""
    around = file.parent(name)
    field = around.child_by_field_name("field") if around is not None and around.type == "field_expression" else None
    return file.text(field) if field is not None else None


def _is_mutable(binding: Binding, name: Node, file: RustFile) -> bool:
    """A `&mut` parameter, or a `mut` variable that a method is called on."""
    if binding.annotation is not None and file.bytes_of(binding.annotation).startswith(b"&"):
        return says_mut(file.bytes_of(binding.annotation))
    if binding.value is not None and file.text(binding.value).startswith("&mut "):
        return True
    around = binding.name.parent
    declared = around is not None and is_mutable(around)
    method = _method_on(name, file)
    return declared and method is not None and method not in PEEKS


def _borrows_self_mutably(file: RustFile) -> bool:
    own = self_of(file.unit.node)
    return own is not None and is_mutable(own)


def _takes_shared_self(call: Node, file: RustFile) -> bool:
    for unit in functions_called(call, file):
        parameters = unit.node.child_by_field_name("parameters")
        text = unit.data[parameters.start_byte : parameters.end_byte] if parameters is not None else b""
        return re.match(rb"\(\s*&\s*('\w+\s+)?self\b", text) is not None
    return False


def _is_cheap(call: Node, file: RustFile) -> bool:
    """A function of the file that awaits nothing, or only its own lock, takes no time worth sharing."""
    for unit in functions_called(call, file):
        if unit.node.type != "function_item":
            return False
        file.names.mentioning(called_name(call, file))
        waits = [match[1] or b"" for match in _AWAIT.finditer(unit.text)]
        return all(_LOCK.search(word) for word in waits)
    return False


def _is_used(step: Step, file: RustFile) -> bool:
    """Whether the value is wanted: one that nobody reads was a check."""
    scope = step.statement.parent
    names = file.descendants(step.statement, "identifier", "shorthand_field_identifier")
    bound = [n for n in names if file.bytes_of(n) in step.names(file) and n.end_byte <= step.call.start_byte]
    if scope is None:
        return False
    behind = file.data[step.statement.end_byte : scope.end_byte]
    return any(uses_of(name, scope, file) or re.search(rb"\{%s\b" % file.bytes_of(name), behind) for name in bound)


def independent(one: Step, two: Step, file: RustFile) -> bool:
    """Whether the later step neither uses what the earlier gives nor waits for it to let pass."""
    if _uses(two, one.names(file), file) or lets_pass(one, file) or lets_pass(two, file):
        return False
    if _locked_by(one, file) & _locked_by(two, file):
        return False
    if _PROGRESS.search(called_name(one.call, file)) and not _PROGRESS.search(called_name(two.call, file)):
        return False
    return not _argued(two.statement, _ORDER, file) and not _argued(one.statement, _TOGETHER, file)


def _locked_by(step: Step, file: RustFile) -> set[tuple[str, bytes]]:
    """The locks of its own type whose guards the called method keeps: who takes the same one waits anyway."""
    receiver = receiver_of(step.call)
    if receiver is None:
        return set()
    units = functions_called(step.call, file)
    return {(file.text(receiver), lock) for unit in units for lock in _KEPT_LOCK.findall(unit.text)}


def _uses(step: Step, names: set[bytes], file: RustFile) -> bool:
    return any(
        file.bytes_of(n) in names for n in file.descendants(step.statement, "identifier", "shorthand_field_identifier")
    ) or any(
        name in file.bytes_of(literal)
        for literal in file.descendants(step.statement, "string_literal", "raw_string_literal")
        for name in (b"{" + bound for bound in names)
    )


def lets_pass(step: Step, file: RustFile) -> bool:
    """Whether a call is a gate: what follows must not run before it has let pass."""
    names = [called_name(step.call, file), *_METHOD.findall(step.suffix)]
    return any(_GATE.search(name) for name in names) or ("?" in step.suffix and _tells_who_asks(step.call, file))


def _tells_who_asks(call: Node, file: RustFile) -> bool:
    """`get_user_from_headers(..)`, and whatever stands in a module `auth`, where its error goes back to the caller."""
    function = function_of(call)
    path = canonical(function, file) if function is not None and receiver_of(call) is None else None
    return _GATE_PATH.search(path or called_name(call, file)) is not None


def _argued(statement: Node, words: re.Pattern[str], file: RustFile) -> bool:
    """A comment above a statement that speaks of its order."""
    before = statement.prev_sibling
    while before is not None and before.type in ("line_comment", "block_comment"):
        if words.search(file.text(before)):
            return True
        before = before.prev_sibling
    return False
