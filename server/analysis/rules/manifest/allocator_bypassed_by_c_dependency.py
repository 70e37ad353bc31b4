"""A program's own allocator does not serve the C library that allocates most."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.programs.c_allocations import allocates_in_c, uncovered_allocators
from ...finding import Severity
from ...manifest_rule import Manifest, ManifestSighting, manifest_rule


@manifest_rule(Severity.SUGGESTION)
def allocator_bypassed_by_c_dependency(manifest: Manifest) -> Iterator[ManifestSighting]:
    """The dependency on an allocator that leaves `malloc` to the system, beside a library that calls it."""
    workspace, package = manifest.workspace, manifest.package
    if package is None:
        return
    for allocator in uncovered_allocators(workspace, package):
        library = allocates_in_c(workspace, package)
        if library is not None:
            yield ManifestSighting(
                manifest.dependency(allocator.key),
                f"`{allocator.name}` does not serve `{library}`, which calls `malloc`:"
                f" without `{allocator.feature}` the system does",
            )
