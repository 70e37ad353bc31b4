"""A release profile without link-time optimisation compiles each crate apart."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule

_ON = (True, "fat", "thin", "yes", "y", "on")
_OFF = (False, "off", "no", "n")


@manifest_rule(Severity.SUGGESTION)
def missing_lto(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The root of a workspace that ships programs, where no shipping profile has `lto`."""
    if not manifest.ships_programs or any(value in _ON for value in manifest.profiles.shipped_values("lto")):
        return
    profile = manifest.profiles.to_change
    if manifest.profiles.setting(profile, "opt-level") in (0, 1) or manifest.is_argued("profile", profile, "lto"):
        return
    value = manifest.profiles.setting(profile, "lto")
    if value is None or value in _OFF:
        how = "does not ask for" if value is None else "switches off"
        yield manifest.of_profile("lto", f"{how} `lto`: calls between crates are not optimised together")
    else:
        yield manifest.of_profile("lto", "gives `lto` a value that cargo does not know: nothing is built")
