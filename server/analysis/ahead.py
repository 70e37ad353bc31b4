"""What is worked out once for a whole workspace, before its files are judged."""

from __future__ import annotations

from pathlib import Path

from ..settings import Settings
from .facts.blocking.spread import Spread
from .facts.code.ground import Ground
from .facts.derivations import DERIVED
from .rule import all_rules
from .severities import severities_for
from .workspace.crates import crate_of
from .workspace.index import Index


def prepare(index: Index, settings: Settings, spread: Spread) -> None:
    """Works out what rules need to know of the whole workspace, before processes part ways to judge its files."""
    path = next(iter(index), None)
    held = index.file(path) if path is not None else None
    if path is None or held is None:
        return
    ground = Ground(path, crate_of(Path(path)), held, index, DERIVED)
    for name in severities_for(settings):
        ahead = all_rules()[name].ahead
        if ahead is not None:
            ahead(ground, spread)
