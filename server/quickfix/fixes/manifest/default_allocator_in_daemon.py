"""mimalloc in the place of the system's allocator."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Fix
from ...manifest_file import ManifestFile
from ...own_allocator import with_mimalloc


def fix(finding: Finding, file: ManifestFile) -> Fix | None:
    """The dependency and the `#[global_allocator]` together, where the program's root file is known."""
    return with_mimalloc(finding, file)
