"""A crate without unsafe code that does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.programs.crate_safety import is_open_without_need
from ...facts.programs.manifest_lints import inherits_lints
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule


@manifest_rule(Severity.SUGGESTION)
def unsafe_code_not_forbidden(manifest: Manifest) -> Iterator[ManifestSighting]:
    """A package whose sources hold no unsafe code and nothing that forbids it; the workspace for those that inherit."""
    workspace, package = manifest.workspace, manifest.package
    if package is not None and not inherits_lints(workspace, package) and is_open_without_need(workspace, package):
        yield ManifestSighting(
            manifest.place("lints", "rust", "unsafe_code"),
            f"`{package.name}` holds no unsafe code, and nothing keeps it so",
        )
    heirs = [each for each in workspace.packages if manifest.is_root and inherits_lints(workspace, each)]
    if heirs and all(is_open_without_need(workspace, each) for each in heirs):
        yield ManifestSighting(
            manifest.place("workspace", "lints", "rust", "unsafe_code"),
            "no crate that takes these lints holds unsafe code, and nothing keeps it so",
            data={"table": "workspace"},
        )
