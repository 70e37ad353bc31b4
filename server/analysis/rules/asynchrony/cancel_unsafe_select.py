"""A `select!` in a loop drops the futures of the branches that lose, and what these have done halfway."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.cancellation import Loss, losses
from ...facts.code.calls import called_name
from ...facts.code.loops import LOOPS, loop_around
from ...facts.code.rust_file import RustFile
from ...facts.code.select_branches import Branch, branches_of, goes_round
from ...facts.data.cancellation_kinds import Dropped
from ...finding import Severity
from ...rule import Call, Place, Sighting, macros, rule, saw


@rule(Severity.CRITICAL, on=macros("select", "select_biased"))
def cancel_unsafe_select(select: Call, file: RustFile) -> Iterator[Sighting]:
    """Branches whose future is made anew in each round and loses something, beside one after which the loop goes on."""
    loop = loop_around(select.node, file)
    if loop is None or loop.type not in LOOPS:
        return
    branches = branches_of(select.node, file)
    going_on = [branch for branch in branches if goes_round(branch, file)]
    for branch in branches:
        other = next((each for each in going_on if each != branch), None)
        if branch.future is None or other is None:
            continue
        loss = next(losses(branch.future, file, loop), None)
        if loss is not None and not _is_signal(loss, branch):
            yield _told(loss, branch, other, file)


def _is_signal(loss: Loss, branch: Branch) -> bool:
    """Whether a lock or permit is given back at once: that it can be had is all the news."""
    return loss.what is Dropped.QUEUE and branch.pattern == b"_"


def _told(loss: Loss, branch: Branch, other: Branch, file: RustFile) -> Sighting:
    name = called_name(loss.call, file)
    through = "" if name == loss.via else f" in `{loss.via}`"
    severity = None
    if loss.what is Dropped.QUEUE:
        message = f"`{name}` goes to the end of the queue each time that another branch of this `select!` is done first"
        severity = Severity.SUGGESTION
    else:
        message = f"`{name}` loses {loss.what.value}{through} when another branch of this `select!` is done first"
    related = (Place(other.future, "after this branch the loop goes on"),) if other.future is not None else ()
    data = {"what": loss.what.name, "via": loss.via}
    return saw(loss.call, message, related=related, severity=severity, data=data, future=branch.future)
