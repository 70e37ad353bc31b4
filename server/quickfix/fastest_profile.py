"""All of a profile that makes shipped programs fast and small, in one edit."""

from __future__ import annotations

from collections.abc import Collection

from ..analysis.finding import Finding
from .edit import Fix, Safety, apply
from .keys_together import line_edits
from .manifest_file import ManifestFile

_KEYS = {
    "missing-lto": ("lto", '"fat"'),
    "many-codegen-units": ("codegen-units", "1"),
    "missing-panic-abort": ("panic", '"abort"'),
    "unstripped-symbols": ("strip", '"symbols"'),
}
PROFILES = {
    "fastest-release": "Apply the maximum performance profile to `[profile.release]`",
    "fastest-dist": "Add the maximum performance profile as `[profile.dist]`",
}
"""What can be asked for, with its title."""


def concerns_profile(finding: Finding) -> bool:
    """Whether a finding is one that the profile would settle."""
    return finding.rule in _KEYS and "profile" in finding.data


def fastest_profile(what: str, findings: Collection[Finding], file: ManifestFile) -> Fix | None:
    """The keys that findings of the file ask for: nothing that was found to be needed as it is, like unwinding."""
    profile = what.rpartition("-")[2]
    wanted = dict(_KEYS[each.rule] for each in findings if concerns_profile(each))
    text = file.text
    if profile == "dist":
        if "dist" in file.toml.data.get("profile", {}):
            return None
        wanted = {"inherits": '"release"', **wanted}
    for key, value in wanted.items():
        edit = ManifestFile(file.path, text).set_key(("profile", profile, key), value)
        if edit is None:
            return None
        text = apply(text, [edit])
    safety = Safety.UNSAFE if "panic" in wanted else Safety.SAFE
    return Fix(PROFILES[what], safety, tuple(line_edits(file.text, text)))
