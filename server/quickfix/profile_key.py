"""A key of the profile that ships, set to what makes programs fast or small."""

from __future__ import annotations

from ..analysis.finding import Finding
from .edit import Fix, Safety
from .manifest_file import ManifestFile


def set_in_profile(
    finding: Finding, file: ManifestFile, key: str, value: str, safety: Safety, what: str = ""
) -> Fix | None:
    """Replaces the value, or adds the key and its table; None where another file would win over it."""
    profile = finding.data.get("profile")
    if profile is None:
        return None
    edit = file.set_key(("profile", profile, key), value)
    title = f"Set `{key} = {value}` in the {profile} profile{what}"
    return Fix(title, safety, (edit,)) if edit is not None else None
