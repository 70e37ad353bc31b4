"""Where a workspace is built for musl: by its configuration, its release settings, or the files that build it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...finding import Span
from ...workspace.cargo.build_files import Evidence
from ...workspace.cargo.config import ConfigFile
from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import Package, strings, table

_MUSL = re.compile(
    rb"\b((?:x86_64|aarch64|i686|armv7|arm|riscv64gc|powerpc64le|s390x|mips\w*)-[a-z]+-linux-musl\w*)"
    rb"|^FROM[^\n]*?((?:\w+/)*(?:rust|muslrust|rust-musl-cross|rust-musl-builder)[:\w.-]*alpine[\w.-]*|"
    rb"[\w./]*(?:muslrust|rust-musl-cross|rust-musl-builder)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_CONTINUED = re.compile(rb"\\\r?\n")
_CARGO = re.compile(rb"\b(?:cargo|cross)\b")
_CHOSEN = re.compile(rb"(?:--bin|--package|-p)[ =]+[\"']?([\w-]+)")
_TAKEN = re.compile(rb"-musl\w*/release/([\w-]+)")


def musl_keys(file: ConfigFile) -> list[tuple[str, ...]]:
    """The keys of a configuration that name a musl target."""
    return [path for path, target in file.targets() if "-musl" in target]


def musl_builds(workspace: Workspace, program: Package) -> list[Evidence]:
    """The places that build a program for musl; one without a name stands for the release settings in the manifest."""
    texts = dict(workspace.builds.texts)
    found = [
        each
        for each in workspace.builds.find(_MUSL)
        if _is_about(workspace, program, _built(texts[each.path], each.span))
    ]
    if _in_release_settings(workspace.data):
        found.insert(0, Evidence(workspace.root / "", Span(0, 0), "musl"))
    return found


def _built(text: bytes, place: Span) -> Iterable[str]:
    """The programs or packages that the line of a place names; what an image is for stands in the lines below it."""
    start = text.rfind(b"\n", 0, place.start) + 1
    end = text.find(b"\n", place.end)
    line = text[start : end if end >= 0 else len(text)]
    lines = _CONTINUED.sub(b" ", text[start:]).split(b"\n") if line.upper().startswith(b"FROM") else [line]
    for each in lines:
        if (cargo := _CARGO.search(each)) is not None:
            yield from (name.decode() for name in _CHOSEN.findall(each, cargo.end()))
        yield from (name.decode() for name in _TAKEN.findall(each))


def _is_about(workspace: Workspace, program: Package, built: Iterable[str]) -> bool:
    """Whether what is built may be the program: nothing is named, nothing that is known, or it."""
    known = {name for each in workspace.programs for name in (each.name, *each.programs)}
    named = known.intersection(built)
    return not named or not named.isdisjoint((program.name, *program.programs))


def _in_release_settings(manifest: Mapping[str, Any]) -> bool:
    tables = (table(manifest, kind, "metadata", "dist") for kind in ("workspace", "package"))
    return any("-musl" in target for each in tables for target in strings(each.get("targets")))
