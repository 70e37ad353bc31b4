"""Clippy's performance lints in manifests and in the attributes of crates: which are off, which were never chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from tree_sitter import Node

from ...workspace.cargo import source_marks as marks
from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import table
from ..code.rust_file import RustFile
from ..data import performance_lints as data
from ..data.schema import last_names, names_of
from .manifest_lints import level_in

OFF_BY_DEFAULT = tuple(name.rpartition("::")[2] for name in names_of(data.OFF_BY_DEFAULT))
"""The performance lints that have to be switched on."""

_PERF = last_names(data.ON_BY_DEFAULT) | last_names(data.GROUPS)
_REASON = 3  # words of a comment that make it an argument
_FEW = 5  # lints that are no list that somebody chose
_WIDER = ("pedantic", "nursery")
_ON = ("warn", "deny", "forbid")
_GROUPS = last_names(data.GROUPS)
_ALLOW = re.compile(rb"#!\[\s*allow\s*\(([^\]]*)\)\s*\]")
_GENERATED = re.compile(
    rb"@generated|(?i:auto-?generated|do not (?:edit|modify))"
    rb"|\binclude_proto!|\benv!\(\s*\"OUT_DIR\"|\bmod\s+(?:generated|protos?|pb)\b|\.pb\.rs\""
)
_LINT = re.compile(rb"\bclippy::(\w+)")


def allowed_lints(manifest: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The performance lints that a table switches off, groups among them; not a group that others win over."""
    lints = table(manifest, *path)
    for name in lints:
        if name.replace("-", "_") in _PERF and level_in(lints, name.replace("-", "_")) == "allow":
            yield name


def lacks_perf_lints(workspace: Workspace, manifest: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    """Whether a table switches lints on, and none of those about performance that are off by default.

    Where a group that holds performance lints is off that is said alone.
    """
    lints = table(manifest, *path)
    spelled = {name.replace("-", "_") for name in lints}
    chosen = [name for name in spelled if level_in(lints, name) in _ON]
    if len(chosen) < _FEW or spelled & {*OFF_BY_DEFAULT, *_WIDER}:
        return False
    if _GROUPS.intersection(allowed_lints(manifest, path)):
        return False
    flags = " ".join(workspace.config.always()).replace("-", "_")
    if {*OFF_BY_DEFAULT} & {*re.findall(r"clippy::(\w+)", flags)}:
        return False
    return not any(marks.MORE_LINTS in workspace.own_marks(each) for each in workspace.packages)


def allowed_in(attribute: Node, file: RustFile) -> list[str]:
    """The performance lints that an attribute of a crate's root allows for the whole crate."""
    match = _ALLOW.fullmatch(file.data[attribute.start_byte : attribute.end_byte])
    if match is None or attribute.parent is None or attribute.parent.type != "source_file" or not _is_root(file.path):
        return []
    # Who writes no code cannot follow the lints about it.
    if _is_argued(attribute, file) or _GENERATED.search(file.data):
        return []
    return [name for each in _LINT.findall(match[1]) if (name := each.decode()) in _PERF]


def _is_argued(attribute: Node, file: RustFile) -> bool:
    """Whether a comment right above or behind an attribute says why; the documentation of the crate does not."""
    for near, row in ((attribute.prev_sibling, -1), (attribute.next_sibling, 0)):
        if near is not None and near.type == "line_comment" and near.start_point.row == attribute.start_point.row + row:
            words = file.text(near).lstrip("/!").split()
            return len(words) >= _REASON and not file.text(near).startswith(("//!", "///"))
    return False


def _is_root(path: str) -> bool:
    place = PurePath(path)
    return place.name in ("main.rs", "lib.rs") or place.parent.name == "bin"
