"""`lto = "thin"` in the release profile."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...manifest_file import ManifestFile


def fix(_finding: Finding, file: ManifestFile) -> Fix | None:
    """Replaces the value, or adds the key and its table; thin gets most of the gain in moderate time."""
    edit = file.set_key(("profile", "release", "lto"), '"thin"')
    return Fix('Set `lto = "thin"` in the release profile', Safety.SAFE, (edit,)) if edit is not None else None
