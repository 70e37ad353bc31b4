"""How long a named value lives: the await points that are reached while it does, and whether it is handed on.

Rust drops a value at the end of its block unless it was moved before; shadowing its name does not drop it, a move
in one branch leaves it alive in the others, and what follows a branch that returns never saw that branch.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator

from tree_sitter import Node

from ...syntax.macros import DIVERGING, SELECTS, macro_name
from ..code.awaits import is_await_point, is_other_future, parts_of
from ..code.bindings import names_in
from ..code.nodes import is_move
from ..code.rust_file import RustFile
from ..data.locks import GUARD_TO_GUARD
from ..data.schema import last_names
from ..types.patterns import opened_in

_GUARD_TO_GUARD = last_names(GUARD_TO_GUARD)


class State(enum.IntEnum):
    """What may be true of the value at a place, over all ways that lead there."""

    NOWHERE = 0
    DEAD = 1
    LIVE = 2


class Lifetime:
    """Walks the scope of a value in the order of evaluation.

    The value is born behind the node `birth`, or with the scope when that is None. A value without a name cannot be
    moved. `wrapped` values lie in an Option or Result, whose methods move them.
    """

    def __init__(self, scope: Node, name: bytes, birth: Node | None, file: RustFile, *, wrapped: bool = False) -> None:
        self.awaits: list[Node] = []
        self.moves: list[Node] = []
        self._file = file
        self._name = name
        self._birth = birth
        self._wrapped = wrapped
        self._shadowed = False
        self._exits: list[list[State]] = []
        self._run(scope, State.DEAD if birth is not None else State.LIVE)

    def _run(self, node: Node, state: State) -> State:
        if state is State.NOWHERE:
            return state
        if is_other_future(node, self._file):
            return self._captured(node, state)
        step = _STEPS.get(node.type)
        after = step(self, node, state) if step is not None else self._in_order(parts_of(node, self._file), state)
        if after is State.LIVE and is_await_point(node, self._file):
            self._note(node)
        if self._birth is not None and node == self._birth:
            self._shadowed = False
            return State.LIVE if after is not State.NOWHERE else after
        return after

    def _note(self, node: Node) -> None:
        if node not in self.awaits:
            self.awaits.append(node)

    def _in_order(self, nodes: list[Node], state: State) -> State:
        for node in nodes:
            state = self._run(node, state)
        return state

    def _block(self, node: Node, state: State) -> State:
        shadowed = self._shadowed
        after = self._in_order(parts_of(node, self._file), state)
        self._shadowed = shadowed
        holds_birth = self._birth is not None and self._birth.parent == node
        return State.DEAD if holds_birth and after is State.LIVE else after

    def _let(self, node: Node, state: State) -> State:
        value, pattern = node.child_by_field_name("value"), node.child_by_field_name("pattern")
        after = self._run(value, state) if value is not None else state
        alternative = node.child_by_field_name("alternative")
        if alternative is not None:
            self._run(alternative, after)
        names = [] if pattern is None else [self._file.bytes_of(name) for name in names_in(pattern, self._file)]
        if value is not None and len(names) == 1 and self._renamed(value, state):
            if pattern is not None and pattern.type == "tuple_struct_pattern":
                self._wrapped = False
            self._forget_moves_in(value)
            self._name, self._birth = names[0], node
            return State.LIVE
        if self._name in names and self._born_before(node):
            self._shadowed = True
        return after

    def _renamed(self, value: Node, state: State) -> bool:
        """Whether a `let` takes the value over: `let b = a;`, `let b = MutexGuard::map(a, ..);`."""
        if state is not State.LIVE:
            return False
        calls = [value, *self._file.descendants(value, "call_expression")]
        return self._is_name(value) or any(
            self._is_name(first) for call in calls if (first := passed_to_guard_function(call, self._file)) is not None
        )

    def _forget_moves_in(self, node: Node) -> None:
        self.moves = [m for m in self.moves if not node.start_byte <= m.start_byte < node.end_byte]

    def _name_used(self, node: Node, state: State) -> State:
        if state is not State.LIVE or not self._is_name(node) or not self._moves(node):
            return state
        opened = list(opened_in(node, self._file)) if self._wrapped else []
        for pattern, body in opened:
            names = list(names_in(pattern, self._file))
            inner = Lifetime(body, self._file.bytes_of(names[0]), None, self._file) if len(names) == 1 else None
            self.awaits += inner.awaits if inner is not None else []
            self.moves += inner.moves if inner is not None else [node] if names else []
        self.moves += [] if opened else [node]
        return State.DEAD

    def _is_name(self, node: Node) -> bool:
        return (
            node.type == "identifier" and not self._shadowed and bool(self._name)
            and self._file.bytes_of(node) == self._name
        )  # fmt: skip

    def _moves(self, node: Node) -> bool:
        """Whether a use of the name takes the value away."""
        inner, around = node, self._file.parent(node)
        while around is not None and around.type == "parenthesized_expression":
            inner, around = around, self._file.parent(around)
        if around is None:
            return False
        kind = around.type
        if kind == "field_expression" and self._file.text(around).endswith(".downgrade"):
            call = self._file.parent(around)
            let = self._file.parent(call) if call is not None else None
            return let is not None and let.type != "let_declaration"
        if kind == "field_expression" and self._wrapped:
            method = around.child_by_field_name("field")
            return method is not None and self._file.text(method) in _TAKING
        if kind in ("assignment_expression", "let_declaration"):
            side = "right" if kind == "assignment_expression" else "value"
            return around.child_by_field_name(side) == inner
        if kind == "match_expression" or kind == "let_condition":
            return self._wrapped and around.child_by_field_name("value") == inner
        if kind == "match_arm":
            return around.child_by_field_name("value") == inner
        return kind in _TAKERS or (kind == "block" and around.named_children[-1] == inner)

    def _captured(self, node: Node, state: State) -> State:
        """A closure or async block that moves, or that itself gives the value away, takes it along."""
        if state is not State.LIVE or node.type.endswith("_item"):
            return state
        moving = is_move(node)
        for use in self._file.descendants(node, "identifier"):
            if self._is_name(use) and (moving or self._moves(use)):
                self.moves.append(use)
                return State.DEAD
        return state

    def _if(self, node: Node, state: State) -> State:
        condition = node.child_by_field_name("condition")
        after = self._run(condition, state) if condition is not None else state
        taken = self._scoped(node.child_by_field_name("consequence"), condition, after)
        other = node.child_by_field_name("alternative")
        return max(taken, self._run(other, after) if other is not None else after)

    def _scoped(self, body: Node | None, pattern: Node | None, state: State) -> State:
        """Runs a body in which names of a pattern hide ours."""
        shadowed = self._shadowed
        names = [name for part in _patterns(pattern) for name in names_in(part, self._file)]
        if any(self._file.bytes_of(name) == self._name for name in names):
            self._shadowed = True
        after = self._run(body, state) if body is not None else state
        self._shadowed = shadowed
        return after

    def _match(self, node: Node, state: State) -> State:
        value, body = node.child_by_field_name("value"), node.child_by_field_name("body")
        after = self._run(value, state) if value is not None else state
        arms = [arm for arm in body.named_children if arm.type == "match_arm"] if body is not None else []
        ends = [self._arm(arm, after) for arm in arms]
        return max(ends, default=after)

    def _arm(self, arm: Node, state: State) -> State:
        pattern, value = arm.child_by_field_name("pattern"), arm.child_by_field_name("value")
        condition = pattern.child_by_field_name("condition") if pattern is not None else None
        after = self._run(condition, state) if condition is not None else state
        return self._scoped(value, pattern, after)

    def _loop(self, node: Node, state: State) -> State:
        value, condition = node.child_by_field_name("value"), node.child_by_field_name("condition")
        body = node.child_by_field_name("body")
        entered = self._run(value, state) if value is not None else state
        self._exits.append([])
        for _ in range(2):
            checked = self._run(condition, entered) if condition is not None else entered
            ended = self._scoped(body, condition or node.child_by_field_name("pattern"), checked)
            if ended <= entered:
                break
            entered = ended
        left = self._exits.pop()
        endless = node.type == "loop_expression"
        return max([*left, *([] if endless else [checked, ended])], default=State.NOWHERE)

    def _leave(self, node: Node, state: State) -> State:
        after = self._in_order(parts_of(node, self._file), state)
        if node.type == "break_expression" and self._exits:
            self._exits[-1].append(after)
        return State.NOWHERE

    def _assign(self, node: Node, state: State) -> State:
        right, left = node.child_by_field_name("right"), node.child_by_field_name("left")
        after = self._run(right, state) if right is not None else state
        if left is None or not self._is_name(left):
            return self._run(left, after) if left is not None else after
        if right is not None and self._file.text(right) == "None":
            return State.DEAD if after is State.LIVE else after
        if right is not None:
            self._forget_moves_in(right)
        return State.LIVE if after is not State.NOWHERE and self._born_before(node) else after

    def _born_before(self, node: Node) -> bool:
        return self._birth is None or self._birth.end_byte <= node.start_byte

    def _lazy(self, node: Node, state: State) -> State:
        operator = node.child_by_field_name("operator")
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        after = self._run(left, state) if left is not None else state
        if right is None:
            return after
        last = self._run(right, after)
        return max(after, last) if operator is not None and operator.type in ("&&", "||") else last

    def _macro(self, node: Node, state: State) -> State:
        name = macro_name(node, self._file.data)
        parts = parts_of(node, self._file)
        if name in SELECTS:
            return max((self._run(part, state) for part in parts), default=state)
        after = self._in_order(parts, state)
        if not parts and b"drop" in self._file.bytes_of(node) and self._name in self._file.bytes_of(node):
            return State.DEAD
        return State.NOWHERE if name in DIVERGING else after


def passed_to_guard_function(call: Node, file: RustFile) -> Node | None:
    """The first argument of a call that turns a guard into another guard of the same lock."""
    function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if call.type != "call_expression" or function is None or arguments is None:
        return None
    name = function.child_by_field_name("field") or function.child_by_field_name("name")
    first = next(iter(arguments.named_children), None)
    return first if name is not None and file.text(name) in _GUARD_TO_GUARD else None


def _patterns(node: Node | None) -> Iterator[Node]:
    """The patterns of a condition with its `let`s, or the pattern itself."""
    if node is None:
        return
    if node.type == "let_chain":
        for part in node.named_children:
            if part.type == "let_condition":
                yield from _patterns(part)
    elif node.type == "let_condition":
        pattern = node.child_by_field_name("pattern")
        if pattern is not None:
            yield pattern
    elif node.type.endswith("pattern") or node.type == "identifier":
        yield node


_TAKING = frozenset({"unwrap", "expect", "take", "unwrap_or_else", "into_inner", "map", "and_then", "ok", "map_err"})
_TAKERS = frozenset(
    {
        "arguments", "return_expression", "break_expression", "field_initializer", "shorthand_field_initializer",
        "tuple_expression", "array_expression", "try_expression",
    }
)  # fmt: skip
_STEPS: dict[str, Callable[[Lifetime, Node, State], State]] = {
    "identifier": Lifetime._name_used,
    "block": Lifetime._block,
    "let_declaration": Lifetime._let,
    "if_expression": Lifetime._if,
    "match_expression": Lifetime._match,
    "loop_expression": Lifetime._loop,
    "while_expression": Lifetime._loop,
    "for_expression": Lifetime._loop,
    "return_expression": Lifetime._leave,
    "break_expression": Lifetime._leave,
    "continue_expression": Lifetime._leave,
    "assignment_expression": Lifetime._assign,
    "binary_expression": Lifetime._lazy,
    "macro_invocation": Lifetime._macro,
}
