"""Where a workspace is built for musl: by its configuration, its release settings, or the files that build it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..finding import Span
from ..workspace.cargo.build_files import Evidence
from ..workspace.cargo.config import ConfigFile
from ..workspace.cargo.model import Workspace
from ..workspace.cargo.packages import strings, table

_MUSL = re.compile(
    rb"\b((?:x86_64|aarch64|i686|armv7|arm|riscv64gc|powerpc64le|s390x|mips\w*)-[a-z]+-linux-musl\w*)"
    rb"|^FROM[^\n]*?((?:\w+/)*(?:rust|muslrust|rust-musl-cross|rust-musl-builder)[:\w.-]*alpine[\w.-]*|"
    rb"[\w./]*(?:muslrust|rust-musl-cross|rust-musl-builder)\b)",
    re.MULTILINE | re.IGNORECASE,
)


def musl_keys(file: ConfigFile) -> list[tuple[str, ...]]:
    """The keys of a configuration that name a musl target."""
    return [path for path, target in file.targets() if "-musl" in target]


def musl_builds(workspace: Workspace) -> list[Evidence]:
    """The places that build for musl; one without a name stands for the release settings in the manifest itself."""
    found = list(workspace.builds.find(_MUSL))
    if _in_release_settings(workspace.data):
        found.insert(0, Evidence(workspace.root / "", Span(0, 0), "musl"))
    return found


def _in_release_settings(manifest: Mapping[str, Any]) -> bool:
    tables = (table(manifest, kind, "metadata", "dist") for kind in ("workspace", "package"))
    return any("-musl" in target for each in tables for target in strings(each.get("targets")))
