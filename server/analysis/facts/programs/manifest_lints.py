"""The levels that manifests give lints: a package's own, or the workspace's where it inherits them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import Package, table


def inherits_lints(workspace: Workspace, package: Package) -> bool:
    """Whether a package takes the lints of the workspace, and then has none of its own."""
    return table(workspace.manifest(package), "lints").get("workspace") is True


def level_of(workspace: Workspace, package: Package, tool: str, lint: str) -> str | None:
    """The level that a package's manifest gives a lint; None when it gives none."""
    if inherits_lints(workspace, package):
        return level_in(table(workspace.data, "workspace", "lints", tool), lint)
    return level_in(table(workspace.manifest(package), "lints", tool), lint)


def level_in(lints: Mapping[str, Any], lint: str) -> str | None:
    """The level of a lint in a table; its name may be spelled with dashes."""
    for name in (lint, lint.replace("_", "-")):
        value = lints.get(name)
        level = value.get("level") if isinstance(value, dict) else value
        if isinstance(level, str):
            return level
    return None
