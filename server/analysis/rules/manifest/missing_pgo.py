"""A hot service that is built without a profile of its own runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.programs.shipped_programs import is_service
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule

_PGO = re.compile(rb"\bpgo\b|profile-(?:use|generate)", re.IGNORECASE)


@manifest_rule(Severity.SUGGESTION, default=False)
def missing_pgo(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The root of a workspace whose service is optimised across crates, which is where profiles pay."""
    if not manifest.ships_programs or any("pgo" in name for name in manifest.profiles.shipping()):
        return
    workspace = manifest.workspace
    if manifest.profiles.setting(manifest.profiles.to_change, "opt-level") in ("s", "z"):
        return
    if not any(value in (True, "fat", "thin") for value in manifest.profiles.shipped_values("lto")):
        return
    if any(is_service(workspace, each) for each in workspace.programs) and not any(workspace.builds.find(_PGO)):
        yield manifest.of_profile("lto", "is optimised without knowing which paths are hot: no build uses PGO")
