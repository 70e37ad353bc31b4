"""The sizes of the workspace's types, each worked out once for all who ask."""

from __future__ import annotations

from ..code.ground import Ground
from ..code.workspace_functions import Version, fact_of
from .sizes import Sized, Told, size_of_item

_NESTED = 60


def size_in_workspace(ground: Ground, sized: Sized) -> Told | None:
    """The size of a declared type; None for one that the index does not have. One that holds itself has no size."""
    index = ground.workspace
    if index is None:
        return None
    pending: list[Sized] = index.kept.setdefault("sizes in question", [])
    if sized in pending or len(pending) > _NESTED:
        return Told(None)
    pending.append(sized)
    try:
        return fact_of(
            f"size {sized.arguments}",
            Version(sized.declared, 0),
            ground,
            lambda view: Told(size_of_item(view.unit, sized.arguments, view)),
        )
    finally:
        pending.pop()
