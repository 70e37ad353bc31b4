"""A build that needs the nightly compiler."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...manifest_rule import ManifestSighting, Toolchain, manifest_rule
from ...rule import Call, Sighting, nodes, saw

_FEATURE = re.compile(r"#!\s*\[\s*feature\s*\(")
_BARE = re.compile(rb"#!\[\s*no_main\s*\]")


def _in_source(place: Call, file: RustFile) -> Iterator[Sighting]:
    """A `#![feature(…)]` that is not behind a `cfg_attr`; what runs without a system under it has no other way."""
    if not _FEATURE.match(file.text(place.node)):
        return
    if not any(_BARE.match(unit.data, unit.node.start_byte) for unit in file.names.mentioning("no_main")):
        yield saw(place, "an unstable feature: only nightly compilers build the crate, and each may be the last")


@manifest_rule(Severity.SUGGESTION, kinds=(Toolchain,), on=nodes("inner_attribute_item"), in_sources=_in_source)
def nightly_feature(toolchain: Toolchain) -> Iterator[ManifestSighting]:
    """A toolchain file at a workspace's root that asks for nightly."""
    if toolchain.counts and toolchain.channel.startswith("nightly") and not toolchain.is_argued("toolchain", "channel"):
        yield ManifestSighting(
            toolchain.channel_place,
            f"`{toolchain.channel}` for all builds: what is shipped depends on an unreleased compiler",
        )
