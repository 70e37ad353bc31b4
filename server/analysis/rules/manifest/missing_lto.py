"""A release profile without link-time optimisation compiles each crate apart."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule

_ON = (True, "fat", "thin")
_KEY = ("profile", "release", "lto")
_REASON = 3  # words of a comment that make it an argument


@manifest_rule(Severity.SUGGESTION)
def missing_lto(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The root of a workspace that ships programs, where no shipping profile has `lto`."""
    if not manifest.ships_programs or _is_on(manifest):
        return
    if manifest.profiles.setting("release", "opt-level") in (0, 1):
        return
    written = manifest.toml.entry(_KEY)
    if written is None:
        message = "the release profile does not ask for `lto`: calls between crates are not optimised together"
    elif len(manifest.remark(*_KEY).split()) >= _REASON:
        return
    else:
        message = "the release profile switches `lto` off: calls between crates are not optimised together"
    yield ManifestSighting(manifest.place(*_KEY), message)


def _is_on(manifest: Manifest) -> bool:
    profiles = manifest.profiles
    return any(
        value in _ON
        for name in profiles.shipping()
        for value in (profiles.setting(name, "lto"), *profiles.overrides(name, "lto"))
    )
