"""Whether a crate does without unsafe code, and whether something keeps it so."""

from __future__ import annotations

import re

from ...workspace.cargo import source_marks as marks
from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import Package
from ...workspace.targets import package_of
from .manifest_lints import level_of
from .shipped_programs import is_loaded

_FLAG = re.compile(r"-[FD]\s*unsafe[-_]code")


def is_open_without_need(workspace: Workspace, package: Package) -> bool:
    """Whether a package has sources without unsafe code, and some could come in: no lint, flag or root says no."""
    if package.is_tool or package.is_example or package.lies_among_examples or workspace.lies_below_another:
        return False
    # What other languages call is unsafe where they meet, if only in the code of macros.
    if is_loaded(workspace, package):
        return False
    if level_of(workspace, package, "rust", "unsafe_code") is not None:
        return False
    if _FLAG.search(" ".join(workspace.config.always())):
        return False
    roots = _roots(workspace, package)
    if all(marks.FORBIDS_UNSAFE in marks.marks_of(root) for root in roots):
        return False
    return marks.UNSAFE not in workspace.own_marks(package)


def _roots(workspace: Workspace, package: Package) -> list[str]:
    """The root files of what is shipped of a package."""
    found = package_of(workspace.root / package.folder / "Cargo.toml")
    return [root.path for root in found.roots if not root.test] if found is not None else []
