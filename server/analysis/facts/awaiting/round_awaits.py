"""Loops whose rounds each wait for something, although no round needs another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..code.awaits import awaits_below
from ..code.bindings import names_in
from ..code.calls import called_name
from ..code.comments import beside
from ..code.loops import LOOPS
from ..code.rust_file import RustFile
from ..running.callers import function_name
from ..running.cold_paths import runs_on_errors_only
from ..running.repeats import is_few, repeat_of
from .await_steps import Step, step_of
from .carried import changed_and_read, ends_early
from .effects_per_item import has_an_order, is_effect_of_its_own, is_own_file
from .independence import Asks, is_exclusive, lets_pass, question
from .waits_per_item import asks_far, is_lifecycle, makes_alone, says

_ORDER = re.compile(
    r"(?i)\b(sequential(ly)?|serial(ly|i[sz]ed?)?|one (by one|at a time|after)|in (the )?(right )?order|rate.?limit\w*|"
    r"throttl\w*|overload\w*|hammer\w*|before the next|not? (in )?(parallel|concurrent\w*)|pressure)\b"
)
_PORTIONS = re.compile(rb"\bchunks(_exact)?(_mut)?\(|batch|chunk|\bpages?\b|\.rev\(")
# What a type lists of itself: constants, and the variants of an enum.
_LISTED = re.compile(
    rb"&?([\w:]*::)?([A-Z][A-Z0-9_]+|[A-Z]\w*::(all|iter|values|variants)\(\))(\.(iter|into_iter)\(\))?$"
)
_ASIDE = re.compile(r"migrat|backfill|(^|_)(seed|debug)(_|\.|$)")
# Macros that leave nothing behind: they fail, or write to the log.
_FAILING = frozenset({"bail", "ensure", "err", "panic", "anyhow", "trace", "debug", "info", "warn", "error", "log"})
_TAKES = frozenset({"pop", "pop_front", "pop_back", "next"})


def waits_in_turn(loop: Node, file: RustFile) -> Step | None:
    """The first await of a loop that is about its item alone, where all rounds might wait at once."""
    item, body = _item(loop, file), loop.child_by_field_name("body")
    if item is None or body is None or b".await" not in file.bytes_of(body):
        return None
    steps = list(_steps(body, file))
    first = next((step for step in steps if step is not None), None)
    if first is None or None in steps or not _is_plain(loop, first.statement, file):
        return None
    names = _names_of_round(item, body, file)
    found = [step for step in steps if step is not None and _is_evidence(step, names, loop, file)]
    if not found or not all(step in found or _is_harmless(step, names, file) for step in steps if step is not None):
        return None
    if ends_early(body, file) or changed_and_read(loop, body, file) or _only_checks(found, body, file):
        return None
    return (
        found[0] if not any(_ORDER.search(comment) for comment in _comments(found[0].statement, loop, file)) else None
    )


def _item(loop: Node, file: RustFile) -> Node | None:
    """The pattern of what a round is about: that of a `for`, or of a `while` which takes from a collection."""
    if loop.type == "for_expression":
        return loop.child_by_field_name("pattern")
    condition = loop.child_by_field_name("condition")
    if condition is None or condition.type != "let_condition":
        return None
    value = condition.child_by_field_name("value")
    if value is None or value.type != "call_expression" or called_name(value, file) not in _TAKES:
        return None
    return condition.child_by_field_name("pattern")


def _steps(body: Node, file: RustFile) -> Iterator[Step | None]:
    """The awaits of a round; None for one that is no call, or that an inner loop repeats."""
    for point in awaits_below(body, file):
        if runs_on_errors_only(point, file):
            continue
        inner = next((a for a in file.ancestors(point) if a.type in LOOPS), None)
        plain = point.type == "await_expression" and inner is not None and inner.child_by_field_name("body") == body
        yield step_of(point, file) if plain else None


def _is_plain(loop: Node, first: Node, file: RustFile) -> bool:
    """A loop over many things that are there, neither in portions nor paced."""
    value = loop.child_by_field_name("value")
    written = file.bytes_of(value) if value is not None else b""
    if value is not None and (is_few(value, file) or _PORTIONS.search(written) or _LISTED.match(written)):
        return False
    repeat = repeat_of(loop, first, file)
    return repeat is not None and repeat.how == "loop" and not _is_aside(loop, file)


def _is_aside(loop: Node, file: RustFile) -> bool:
    """Migrations, and work that comes round now and then: nobody waits for either."""
    if _ASIDE.search(function_name(file)) or _ASIDE.search(file.path.rpartition("/")[2]):
        return True
    outer = [around for around in file.ancestors(loop) if around.type in LOOPS]
    repeats = [repeat_of(around, loop, file) for around in outer]
    return any(repeat is not None and repeat.how == "now and then" for repeat in repeats)


def _names_of_round(item: Node, body: Node, file: RustFile) -> set[bytes]:
    """The names that differ from round to round."""
    names = {file.bytes_of(name) for name in names_in(item, file)}
    for kind in ("let_declaration", "let_condition", "match_arm"):
        for node in file.descendants(body, kind):
            pattern = node.child_by_field_name("pattern")
            value = node.child_by_field_name("value") if kind != "match_arm" else file.parent(node.parent)  # type: ignore[arg-type]
            if pattern is not None and value is not None and says(value, names, file):
                names |= {file.bytes_of(name) for name in names_in(pattern, file)}
    return names


def _is_evidence(step: Step, names: set[bytes], loop: Node, file: RustFile) -> bool:
    """Whether a call is worth waiting for together with those of the other rounds, and may be."""
    if not says(step.future, names, file) or lets_pass(step, file) or has_an_order(step, names, file):
        return False
    if is_lifecycle(step, names, file) or (loop.type == "for_expression" and is_effect_of_its_own(step, names, file)):
        return True
    return not is_exclusive(step, file) and (asks_far(step, file) or makes_alone(step, names, file))


def _is_harmless(step: Step, names: set[bytes], file: RustFile) -> bool:
    return is_own_file(step, names, file) or (question(step, file) is not Asks.NO and not lets_pass(step, file))


def _only_checks(found: list[Step], body: Node, file: RustFile) -> bool:
    """Whether the rounds leave nothing behind but perhaps an error: what is asked then must pass, as a gate."""
    if any(question(step, file) is Asks.NO for step in found):
        return False
    statements = file.descendants(body, "expression_statement", "match_arm", "block")
    return not any(_leaves_something(_last(statement), found, file) for statement in (body, *statements))


def _last(node: Node) -> Node | None:
    """What a statement, an arm or a block evaluates."""
    if node.type == "match_arm":
        return node.child_by_field_name("value")
    inner = [child for child in node.named_children if not child.type.endswith("_comment")]
    return inner[-1] if inner else None


def _leaves_something(value: Node | None, found: list[Step], file: RustFile) -> bool:
    if value is not None and value.type == "try_expression":
        value = value.named_child(0)
    if value is None or runs_on_errors_only(value, file):
        return False
    if value.type == "macro_invocation":
        return called_name(value, file) not in _FAILING
    return value.type in ("assignment_expression", "compound_assignment_expr", "call_expression")


def _comments(place: Node, loop: Node, file: RustFile) -> Iterator[str]:
    yield from beside(place, file)
    yield from beside(loop, file)
