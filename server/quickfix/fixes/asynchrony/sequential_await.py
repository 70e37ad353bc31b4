"""`tokio::join!` of the calls, or `try_join!` where each ends in `?` and the errors are of one type."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.awaiting.await_steps import Step, step_at
from ....analysis.facts.code.nodes import is_mutable
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.types.helpers import functions_called
from ....analysis.finding import Finding, Span
from ...async_runtime import tokio_feature
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...lone_futures import stands_alone

_UNWRAPPED = re.compile(
    r"$|\?|\.\s*(unwrap\w*|expect|map\w*|and_then|or_else|ok\w*|context|with_context|wrap_err\w*|change_context|into_\w+|"
    r"flatten|is_\w+|iter|len|clone)\("
)
_SIMPLE = re.compile(r"^(mut )?[a-z_][a-z0-9_]*$")
_ERROR = re.compile(r"^(?:[\w:]*::)?(\w*Result)<(.*)>$", re.DOTALL)


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """One statement for the whole run, if all of its futures can live side by side."""
    last, view = finding.captures.get("last"), file.view_at(finding.span)
    first = file.node_at(finding.span, view) if view is not None else None
    if view is None or first is None or last is None:
        return None
    steps, comments = _steps(first, last, view)
    if (
        not steps
        or not all(_UNWRAPPED.match(step.suffix) and stands_alone(step, view) for step in steps)
        or _moves_borrowed(steps, view)
    ):
        return None
    library, edits = _library(file)
    if library is None:
        return None
    indent = file.newline + file.indentation(first.start_byte)
    tries = all(step.suffix == "?" for step in steps) and _one_error(steps, view)
    notes = "".join(view.text(comment) + indent for comment in comments)
    text = notes + _try_join(steps, library, indent, file) if tries else notes + _join(steps, library, indent, file)
    effect = "the first error drops the others" if tries else "their effects may interleave"
    title = f"Await them together with `{library}::{'try_join' if tries else 'join'}!`; {effect}"
    return Fix(title, Safety.UNSAFE, (Edit(Span(finding.span.start, last.end), text), *edits))


def _steps(first: Node, last: Span, view: RustFile) -> tuple[list[Step], list[Node]]:
    """The statements of the run, none if one of them is more than a step, and the comments between them."""
    steps: list[Step] = []
    comments: list[Node] = []
    node: Node | None = first
    while node is not None and node.end_byte <= last.end:
        step = step_at(node, view)
        if node.type.endswith("_comment"):
            comments.append(node)
        elif step is None or step.part or node.child_by_field_name("alternative") is not None:
            return [], []
        else:
            steps.append(step)
        node = node.next_named_sibling
    return steps, comments


def _library(file: FixFile) -> tuple[str | None, tuple[Edit, ...]]:
    if file.crate.uses("tokio") and (edits := tokio_feature(file, "macros")) is not None:
        return "tokio", edits
    found = next((name for name in ("futures", "futures_util") if file.crate.uses(name)), None)
    return found, ()


def _moves_borrowed(steps: list[Step], view: RustFile) -> bool:
    """Whether a later call takes what an earlier one still borrows."""
    borrowed: set[bytes] = set()
    for step in steps:
        arguments = step.call.child_by_field_name("arguments")
        given = arguments.named_children if arguments is not None else []
        if any(node.type == "identifier" and view.bytes_of(node) in borrowed for node in given):
            return True
        borrowed |= {
            view.bytes_of(name)
            for reference in view.descendants(step.future, "reference_expression", "field_expression")
            for name in view.descendants(reference, "identifier")
        }
    return False


def _one_error(steps: list[Step], view: RustFile) -> bool:
    errors = {_error_type(step, view) for step in steps}
    return len(errors) == 1 and None not in errors


def _error_type(step: Step, view: RustFile) -> str | None:
    """The error of the called function's result as written, or the name of the alias that holds it."""
    for unit in functions_called(step.call, view):
        returned = unit.node.child_by_field_name("return_type")
        if returned is None:
            return None
        text = " ".join(unit.data[returned.start_byte : returned.end_byte].decode("utf-8", "replace").split())
        match = _ERROR.match(text)
        if match is None:
            return None
        held = _last_argument(match[2])
        return f"{match[1]} {held}" if held else match[1]
    return None


def _last_argument(arguments: str) -> str:
    """What stands behind the last comma outside brackets; empty if there is none."""
    depth = 0
    for index in range(len(arguments) - 1, -1, -1):
        depth += {">": 1, ")": 1, "<": -1, "(": -1}.get(arguments[index], 0)
        if depth == 0 and arguments[index] == ",":
            return arguments[index + 1 :].strip()
    return ""


def _macro(name: str, steps: list[Step], indent: str, file: FixFile) -> str:
    futures = [file.slice(span_of(step.future)) for step in steps]
    line = f"{name}!({', '.join(futures)})"
    if len(line) <= 72 and file.newline not in line:
        return line
    return f"{name}!({''.join(f'{indent}    {future},' for future in futures)}{indent})"


def _patterns(steps: list[Step], file: FixFile) -> list[str]:
    return [_written(step, file) for step in steps]


def _written(step: Step, file: FixFile) -> str:
    """The pattern with its `mut`, as it stands behind `let`."""
    if step.pattern is None:
        return "_"
    mutable = is_mutable(step.statement)
    return ("mut " if mutable else "") + file.slice(span_of(step.pattern))


def _try_join(steps: list[Step], library: str, indent: str, file: FixFile) -> str:
    joined = _macro(f"{library}::try_join", steps, indent, file)
    if all(step.pattern is None for step in steps):
        return f"{joined}?;"
    return f"let ({', '.join(_patterns(steps, file))}){_annotation(steps, file)} = {joined}?;"


def _annotation(steps: list[Step], file: FixFile) -> str:
    types = [step.statement.child_by_field_name("type") for step in steps]
    if not any(types):
        return ""
    return f": ({', '.join(file.slice(span_of(t)) if t is not None else '_' for t in types)})"


def _join(steps: list[Step], library: str, indent: str, file: FixFile) -> str:
    names: list[str] = []
    rest: list[str] = []
    for number, (step, pattern) in enumerate(zip(steps, _patterns(steps, file), strict=True), 1):
        written = step.statement.child_by_field_name("type")
        typed = f": {file.slice(span_of(written))}" if written is not None else ""
        plain = bool(_SIMPLE.match(pattern)) and pattern != "_"
        name = pattern.removeprefix("mut ") if plain else f"result_{number}"
        if plain and not step.suffix and not typed:
            names.append(pattern)
            continue
        names.append(name)
        rest.append(
            f"let {pattern}{typed} = {name}{step.suffix};" if step.pattern is not None else f"{name}{step.suffix};"
        )
    joined = _macro(f"{library}::join", steps, indent, file)
    return indent.join([f"let ({', '.join(names)}) = {joined};", *rest])
