"""Clippy's performance lints are off: switched off by name, or never switched on in a list that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.programs.perf_lints import OFF_BY_DEFAULT, allowed_in, allowed_lints, lacks_perf_lints
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule
from ...rule import Call, Sighting, nodes, saw


def _in_source(place: Call, file: RustFile) -> Iterator[Sighting]:
    """A crate-wide `#![allow(clippy::…)]` of performance lints."""
    if names := allowed_in(place.node, file):
        yield saw(place, f"`clippy::{names[0]}` is off in the whole crate: its performance lints stay silent")


@manifest_rule(Severity.SUGGESTION, on=nodes("inner_attribute_item"), in_sources=_in_source)
def perf_lints_disabled(manifest: Manifest) -> Iterator[ManifestSighting]:
    """A performance lint that is allowed for a whole package, or a list of clippy's lints without any that are off."""
    # The lints of a released member may be the workspace's, with no word of why.
    if not manifest.workspace.decides:
        return
    for path in (("lints", "clippy"), ("workspace", "lints", "clippy")):
        for lint in allowed_lints(manifest.data, path):
            if not manifest.is_argued(*path, lint):
                yield ManifestSighting(
                    manifest.place(*path, lint),
                    f"`clippy::{lint}` is off everywhere: what it finds costs time or memory",
                    data={"lint": lint, "table": ".".join(path)},
                )
        if lacks_perf_lints(manifest.workspace, manifest.data, path):
            yield ManifestSighting(
                manifest.place(*path),
                "these lints leave out clippy's performance lints that are off by default",
                data={"table": ".".join(path), "missing": " ".join(OFF_BY_DEFAULT)},
            )
