"""A release build that is not optimised for speed."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.programs.shipped_programs import runs_on_small_machines, serves
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule


@manifest_rule(Severity.WARNING)
def low_opt_level(manifest: Manifest) -> Iterator[ManifestSighting]:
    """A release profile at level 0 or 1, or one for size where a server is built."""
    if not manifest.ships_programs or runs_on_small_machines(manifest.workspace):
        return
    profiles = manifest.profiles
    profile = profiles.to_change
    level = profiles.setting(profile, "opt-level")
    if manifest.is_argued("profile", profile, "opt-level") or {2, 3} & {
        each for each in profiles.overrides(profile, "opt-level") if isinstance(each, int)
    }:
        return
    if level in (0, 1) and not isinstance(level, bool):
        yield manifest.of_profile("opt-level", f"builds at `opt-level` {level}: hardly anything is optimised")
    elif level in ("s", "z") and any(serves(manifest.workspace, each) for each in manifest.workspace.programs):
        yield manifest.of_profile(
            "opt-level",
            f'optimises a server for size (`opt-level = "{level}"`): loops are not vectorised or unrolled,'
            " and less is inlined",
        )
