"""`opt-level = 3` in the profile that ships."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...manifest_file import ManifestFile
from ...profile_key import set_in_profile


def fix(finding: Finding, file: ManifestFile) -> Fix | None:
    """The program is the same, larger and faster."""
    return set_in_profile(finding, file, "opt-level", "3", Safety.SAFE)
