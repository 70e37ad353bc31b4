"""A shipped binary that keeps its symbols is larger than what runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.programs.shipped_programs import names_its_functions
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule

_OFF = (None, False, "none")
_STRIPS = re.compile(
    rb"(?:^|[\s;&|\"'`/-])strip(?:[ \t]+(?:-|\"|'|\$|\.|/|target|[\w/-]*/release)|[\"'])"
    rb"|llvm-strip|--strip(?!-components)|\bobjcopy\b|-C[ ]?strip=|link-arg=-s\b"
    rb"|\bdump_syms\b|sentry-cli|debug-files|split-debuginfo",
    re.MULTILINE,
)


@manifest_rule(Severity.SUGGESTION)
def unstripped_symbols(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The root of a workspace that ships programs with their symbols, where nothing wants them."""
    if not manifest.ships_programs:
        return
    profiles = manifest.profiles
    profile = profiles.to_change
    if any(value not in _OFF for value in profiles.shipped_values("strip")):
        return
    if any(value not in (None, False, 0, "none") for value in profiles.shipped_values("debug")):
        return
    if manifest.is_argued("profile", profile, "strip") or next(manifest.workspace.builds.find(_STRIPS), None):
        return
    if names_its_functions(manifest.workspace):
        return
    yield manifest.of_profile(
        "strip", "keeps the symbols in the shipped binary: more to store, to load and to download"
    )
