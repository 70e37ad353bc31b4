"""A `std::process::Command` that is run where it is built, turned into one of tokio."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.bindings import Binding, binding_of, uses_of
from ..analysis.facts.code.calls import called_name, callee_path, function_of, receiver_of, receivers
from ..analysis.facts.code.rust_file import RustFile, expression
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile, span_of

_MADE = "std::process::Command::new"
# The builder's methods that tokio has too.
_STEPS = frozenset(
    {
        "arg", "args", "env", "envs", "env_remove", "env_clear", "current_dir", "stdin", "stdout", "stderr", "uid",
        "gid", "arg0", "process_group", "creation_flags", "raw_arg", "pre_exec",
    }
)  # fmt: skip


def async_command(run: Node, file: FixFile, view: RustFile) -> tuple[Edit, ...] | None:
    """The edits for `output()` or `status()`; None where the command is made elsewhere, or used otherwise as well."""
    made = _made(run, view)
    function = function_of(made[0]) if made is not None else None
    if made is None or function is None:
        return None
    steps = made[1]
    awaited = Edit(Span(run.end_byte, run.end_byte), ".await")
    edits = (Edit(span_of(function), "tokio::process::Command::new"), awaited)
    if called_name(run, view) == "status":
        return edits
    # The output of std's goes where it was told to, and nothing comes in unless something was told to.
    if steps & {"stdout", "stderr"}:
        return None
    receiver = receiver_of(run)
    if "stdin" in steps or receiver is None:
        return edits
    return (
        *edits,
        Edit(
            Span(receiver.end_byte, receiver.end_byte),
            f"{_gap(run, receiver, file)}.stdin(std::process::Stdio::null())",
        ),
    )


def _made(run: Node, view: RustFile) -> tuple[Node, set[str]] | None:
    """The call that makes the command, and the methods that it goes through before it is run."""
    first = list(receivers(run))
    steps = {called_name(call, view) for call in first[1:-1]}
    if callee_path(first[-1], view) == _MADE:
        return (first[-1], steps) if steps <= _STEPS else None
    receiver = receiver_of(first[-1])
    binding = binding_of(receiver, view) if receiver is not None and receiver.type == "identifier" else None
    if binding is None or binding.kind != "let" or binding.value is None or binding.annotation is not None:
        return None
    steps |= {called_name(call, view) for call in first if call != run}
    return _of_variable(binding, run, steps, view)


def _of_variable(binding: Binding, run: Node, steps: set[str], view: RustFile) -> tuple[Node, set[str]] | None:
    """The same for a command in a variable, each use of which has to be a step or the run."""
    chain = list(receivers(expression(binding.value))) if binding.value is not None else []
    if not chain or callee_path(chain[-1], view) != _MADE or expression(binding.value or run) != chain[0]:
        return None
    steps = steps | {called_name(call, view) for call in chain[:-1]}
    for use in uses_of(binding.name, binding.scope, view):
        calls = _chain_of(use, view)
        if not calls:
            return None
        steps |= {called_name(call, view) for call in calls if call != run}
    return (chain[-1], steps) if steps <= _STEPS else None


def _chain_of(use: Node, view: RustFile) -> list[Node]:
    """The method calls that begin with a use of a variable; none where it, or what a step gives back, goes on."""
    found: list[Node] = []
    inner = use
    for around in view.ancestors(use):
        if around.type == "call_expression" and receiver_of(around) == inner:
            found.append(around)
            inner = around
        elif around.type != "field_expression":
            is_done = around.type == "expression_statement" or (found and called_name(found[-1], view) not in _STEPS)
            return found if is_done else []
    return []


def _gap(run: Node, receiver: Node, file: FixFile) -> str:
    """The line break and space before the method, where it stands on a line of its own."""
    text = file.slice(Span(receiver.end_byte, run.end_byte))
    return text[: len(text) - len(text.lstrip())]
