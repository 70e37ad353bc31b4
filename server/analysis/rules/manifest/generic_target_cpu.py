"""A service is built for the oldest processor of its architecture, though it is known where it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.programs.shipped_programs import is_published, is_service, runs_on_small_machines
from ...finding import Severity
from ...manifest_rule import Configuration, Manifest, ManifestSighting, manifest_rule
from ...workspace.cargo.flags import codegen_flags
from ...workspace.cargo.model import Workspace

_CHOSEN = ("target-cpu", "target-feature")
_IN_BUILD = re.compile(rb"target-cpu=|target-feature=\+(?!crt-static)")


@manifest_rule(Severity.SUGGESTION, default=False, kinds=(Manifest, Configuration))
def generic_target_cpu(file: Manifest | Configuration) -> Iterator[ManifestSighting]:
    """The configuration of a workspace that builds services for itself, or its root manifest where there is none."""
    workspace = file.workspace
    message = "no `target-cpu`: the compiler may only use what processors of twenty years ago had"
    if isinstance(file, Configuration):
        if file.counts and _is_generic(workspace):
            key = next((path for path, _ in file.file.rustflags()), ("build", "rustflags"))
            yield ManifestSighting(file.place(*key), message)
    elif file.is_root and not workspace.config.files and _is_generic(workspace):
        yield ManifestSighting(file.toml.head(), message)


def _is_generic(workspace: Workspace) -> bool:
    flags = [flag for _, _, words in workspace.config.rustflags() for flag in codegen_flags(words)]
    if any(flag.name in _CHOSEN and flag.value != "+crt-static" for flag in flags):
        return False
    if is_published(workspace) or runs_on_small_machines(workspace):
        return False
    return any(is_service(workspace, each) for each in workspace.programs) and not any(workspace.builds.find(_IN_BUILD))
