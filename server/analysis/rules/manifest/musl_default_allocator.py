"""A threaded program that is built for musl with musl's allocator."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.programs.musl_builds import musl_builds, musl_keys
from ...facts.programs.shipped_programs import allocates_on_threads, has_own_allocator, is_service
from ...finding import Related, Severity
from ...manifest_rule import Configuration, Manifest, ManifestSighting, manifest_rule
from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import Package


@manifest_rule(Severity.WARNING, kinds=(Manifest, Configuration))
def musl_default_allocator(file: Manifest | Configuration) -> Iterator[ManifestSighting]:
    """The key of the configuration that names a musl target, else the manifest of each program built for one."""
    workspace = file.workspace
    if isinstance(file, Configuration):
        keys = musl_keys(file.file) if file.counts else []
        slow = [each for each in workspace.programs if _is_slow(workspace, each)] if keys else []
        if slow:
            yield _sighting(file, keys[0], slow[0], workspace)
        return
    program = file.program
    if program is None or any(musl_keys(each) for each in workspace.config.files):
        return
    if _is_slow(workspace, program) and (builds := musl_builds(workspace, program)):
        related = tuple(Related(each.span, "built for musl", str(each.path)) for each in builds[:3] if each.path.name)
        yield _sighting(file, ("dependencies",), program, workspace, related)


def _is_slow(workspace: Workspace, program: Package) -> bool:
    return not has_own_allocator(workspace, program) and allocates_on_threads(workspace, program)


def _sighting(
    file: Manifest | Configuration, key: tuple[str, ...], program: Package, workspace: Workspace,
    related: tuple[Related, ...] = (),
) -> ManifestSighting:  # fmt: skip
    return ManifestSighting(
        file.place(*key),
        f"`{program.name}` is built for musl with its allocator, where threads wait for one lock",
        related,
        Severity.CRITICAL if is_service(workspace, program) else None,
        file.root_of_program if isinstance(file, Manifest) else {},
    )
