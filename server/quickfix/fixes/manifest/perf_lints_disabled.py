"""The performance lints on, and the members of the workspace with them."""

from __future__ import annotations

from ....analysis.finding import Finding
from ....analysis.workspace.cargo.model import workspace_around
from ....analysis.workspace.files import read
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile
from ...manifest_file import ManifestFile


def fix(finding: Finding, file: ManifestFile | FixFile) -> Fix | None:
    """A lint that is off warns; a list without any of those that are off by default gets all of them."""
    if isinstance(file, FixFile):
        return None
    table = tuple(finding.data["table"].split("."))
    if "lint" in finding.data:
        lint = (*table, finding.data["lint"])
        edit = file.set_key((*lint, "level") if file.toml.entry((*lint, "level")) else lint, '"warn"')
        return Fix(f"Let `clippy::{finding.data['lint']}` warn", Safety.SAFE, (edit,)) if edit is not None else None
    edit = file.add_keys(table, dict.fromkeys(finding.data["missing"].split(), '"warn"'))
    if edit is None:
        return None
    heirs = _inheritance(file) if table[0] == "workspace" else []
    return Fix("Add clippy's performance lints that are off by default", Safety.SAFE, (edit, *heirs))


def _inheritance(file: ManifestFile) -> list[Edit]:
    """`lints.workspace = true` in the members that have no lints."""
    workspace = workspace_around(file.folder, file.toml.data)
    found: list[Edit] = []
    for package in workspace.packages:
        path = workspace.root / package.folder / "Cargo.toml"
        text = file.text if path.parent == file.folder else read(path)
        if text is not None and "lints" not in workspace.manifest(package):
            edit = ManifestFile(str(path), text).set_key(("lints", "workspace"), "true")
            if edit is not None:
                found.append(edit if path.parent == file.folder else Edit(edit.span, edit.text, str(path)))
    return found
