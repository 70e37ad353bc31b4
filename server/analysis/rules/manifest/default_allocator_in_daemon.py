"""A long-running service with the system's allocator."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.programs.shipped_programs import has_own_allocator, is_service, runs_on_small_machines, runs_threads
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule


@manifest_rule(Severity.SUGGESTION, default=False)
def default_allocator_in_daemon(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The package of a threaded service for which nobody chose an allocator."""
    workspace, program = manifest.workspace, manifest.program
    if program is None or not is_service(workspace, program) or not runs_threads(workspace, program):
        return
    if not has_own_allocator(workspace, program) and not runs_on_small_machines(workspace):
        yield ManifestSighting(
            manifest.place("dependencies"),
            f"`{program.name}` runs for long on the system's allocator:"
            " memory fragments, and threads wait for each other",
            data=manifest.root_of_program,
        )
