"""A release build in many codegen units loses optimisations between them."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule


@manifest_rule(Severity.SUGGESTION)
def many_codegen_units(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The root of a workspace that ships programs, where no shipping profile is built as one unit."""
    if not manifest.ships_programs or 1 in manifest.profiles.shipped_values("codegen-units"):
        return
    profile = manifest.profiles.to_change
    if manifest.is_argued("profile", profile, "codegen-units"):
        return
    units = manifest.profiles.setting(profile, "codegen-units")
    yield manifest.of_profile(
        "codegen-units",
        f"splits each crate into {16 if units is None else units} codegen units:"
        " what lies in different ones is not optimised together",
    )
