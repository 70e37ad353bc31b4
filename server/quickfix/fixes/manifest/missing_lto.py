"""`lto = "thin"` in the profile that ships."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...manifest_file import ManifestFile
from ...profile_key import set_in_profile


def fix(finding: Finding, file: ManifestFile) -> Fix | None:
    """Thin gets most of the gain in moderate time."""
    return set_in_profile(finding, file, "lto", '"thin"', Safety.SAFE)
