"""`unsafe_code = "forbid"` among the lints."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...manifest_file import ManifestFile


def fix(finding: Finding, file: ManifestFile) -> Fix | None:
    """Of the package, or of the workspace for those that inherit; the program stays what it is."""
    above = ("workspace",) if finding.data.get("table") == "workspace" else ()
    edit = file.set_key((*above, "lints", "rust", "unsafe_code"), '"forbid"')
    return Fix('Set `unsafe_code = "forbid"`', Safety.SAFE, (edit,)) if edit is not None else None
