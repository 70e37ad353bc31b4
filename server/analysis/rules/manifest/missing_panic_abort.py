"""A program that unwinds on panic carries landing pads that it never needs."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.programs.shipped_programs import is_loaded_by_others, isolates_panics
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule


@manifest_rule(Severity.SUGGESTION)
def missing_panic_abort(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The root of a workspace whose programs all end with a panic, and where no shipping profile says so."""
    if not manifest.ships_programs:
        return
    values = manifest.profiles.shipped_values("panic")
    # A profile that says `unwind` says it on purpose: that is the default.
    if any(value is not None for value in values):
        return
    if is_loaded_by_others(manifest.workspace) or isolates_panics(manifest.workspace):
        return
    yield manifest.of_profile(
        "panic", "unwinds on panic though nothing here catches one: every call that may panic keeps code for it"
    )
