"""`panic = "abort"` in the profile that ships."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...manifest_file import ManifestFile
from ...profile_key import set_in_profile


def fix(finding: Finding, file: ManifestFile) -> Fix | None:
    """A panic ends the process at once: nothing is dropped, no thread outlives it."""
    return set_in_profile(finding, file, "panic", '"abort"', Safety.UNSAFE, " (no destructor runs after a panic)")
