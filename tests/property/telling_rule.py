"""A rule that tells all that the facts say of each call, so that two analyses that agree know the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rust_perf_analyzer.analysis import rule
from rust_perf_analyzer.analysis.facts.code.calls import called_name, callee_path
from rust_perf_analyzer.analysis.facts.code.rust_file import RustFile
from rust_perf_analyzer.analysis.facts.running.callers import callers_of
from rust_perf_analyzer.analysis.facts.types.expressions import receiver_type, type_of
from rust_perf_analyzer.analysis.facts.types.helpers import functions_called
from rust_perf_analyzer.analysis.rule import Call, Rule, Sighting, nodes, saw

_DEPTH = 3


def rules_with_it() -> Mapping[str, Rule]:
    """All rules, and this one."""
    telling = Rule("telling", "asynchrony", rule.Severity.WARNING, "", True, nodes("call_expression"), _tell)
    return {**rule.all_rules(), "telling": telling}


def _tell(call: Call, file: RustFile) -> Iterator[Sighting]:
    reached = "; ".join(_reached(call, file, 0))
    yield saw(call, f"{callee_path(call.node, file)} {type_of(call.node, file)} {receiver_type(call.node, file)}")
    yield saw(file.unit.node, f"called from {_callers(file)}")
    yield saw(call.arguments[0] if call.arguments else call.node, f"reaches {reached}")


def _callers(file: RustFile) -> list[str]:
    return [f"{view.path} {view.text(node)}" for node, view in callers_of(file) or []]


def _reached(call: Call, file: RustFile, depth: int) -> Iterator[str]:
    """The functions behind a call, what they look like, and those behind their own calls."""
    for unit in functions_called(call.node, file):
        view = file.view(unit)
        yield f"{unit.path.rpartition('/')[2]} {unit.modules} {view.text(unit.node).partition('{')[0]}"
        name = called_name(call.node, file)
        if depth < _DEPTH and any(each.text == unit.text for each in view.names.mentioning(name)):
            for inner in view.descendants(unit.node, "call_expression"):
                yield f"{view.text(inner)}: {callee_path(inner, view)}"
                yield from _reached(Call(inner, called_name(inner, view)), view, depth + 1)
