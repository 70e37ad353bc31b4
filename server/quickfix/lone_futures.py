"""Futures that are taken out of their statement: whether they borrow something that ends with it."""

from __future__ import annotations

from ..analysis.facts.awaiting.await_arms import is_place
from ..analysis.facts.awaiting.await_steps import Step
from ..analysis.facts.code.calls import called_name, receiver_of
from ..analysis.facts.code.rust_file import RustFile

# Methods that take what they are called on by value.
_BY_VALUE = {"all", "one", "count", "fetch_all", "fetch_one", "fetch_optional", "send", "exec"}


def stands_alone(step: Step, view: RustFile) -> bool:
    """Whether the future borrows nothing that ends with its own statement."""
    for reference in view.descendants(step.future, "reference_expression"):
        value = reference.child_by_field_name("value")
        if value is None or not (
            is_place(value) or value.type.endswith("_literal") or value.type == "scoped_identifier"
        ):
            return False
    receiver = receiver_of(step.call)
    return receiver is None or is_place(receiver) or called_name(step.call, view) in _BY_VALUE
