"""All of a profile that makes shipped programs fast and small, in one edit."""

from __future__ import annotations

from collections.abc import Collection

from ..analysis.finding import Finding, Span
from .edit import Edit, Fix, Safety, apply
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
    return Fix(PROFILES[what], safety, (_difference(file.text, text),))


def _difference(old: bytes, new: bytes) -> Edit:
    """The one edit between two texts, of whole lines."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    first = sum(map(len, before[:start]))
    last = len(old) - sum(map(len, before[len(before) - end :]))
    text = b"".join(after[start : len(after) - end])
    return Edit(Span(first, last), text.decode("utf-8"))
