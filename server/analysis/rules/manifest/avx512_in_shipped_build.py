"""A build that others download uses instructions that their processors may not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.programs.shipped_programs import is_published
from ...finding import Related, Severity
from ...manifest_rule import Configuration, Manifest, ManifestSighting, manifest_rule
from ...workspace.cargo.flags import uses_avx512, value_of

_FLAGS = re.compile(rb"(target-cpu=(?:native|x86-64-v4|skylake-avx512)|target-feature=[^\s\"']*\+avx512\w*)")
_NOT_SHIPPED = re.compile(r"bench|test|perf|prof|lint|check|ci\b|dev|local", re.IGNORECASE)
_SHIPS = re.compile(
    rb"action-gh-release|upload-release|gh release|release-asset|cargo-dist|cargo-deb|docker/build-push|docker push"
    rb"|^FROM\s|upload-rust-binary|goreleaser",
    re.MULTILINE,
)


@manifest_rule(Severity.WARNING, kinds=(Manifest, Configuration))
def avx512_in_shipped_build(file: Manifest | Configuration) -> Iterator[ManifestSighting]:
    """Flags for the machine that builds, or for AVX-512, where programs are built for others."""
    workspace = file.workspace
    if not workspace.ships_programs:
        return
    if isinstance(file, Configuration):
        ships = file.counts and (is_published(workspace) or any(workspace.builds.find(_SHIPS)))
        for path, words in file.file.rustflags() if ships else ():
            if (value_of(words, "target-cpu") == "native" or uses_avx512(words)) and not file.is_argued(*path):
                yield ManifestSighting(
                    file.place(*path), "shipped programs get what the processor of the building machine has:"
                    " elsewhere they may die of an illegal instruction",
                )  # fmt: skip
    elif file.is_root:
        shipping = {path for path, text in workspace.builds.texts if _SHIPS.search(text)}
        found = [
            each for each in workspace.builds.find(_FLAGS)
            if each.path in shipping and not _NOT_SHIPPED.search(each.path.stem)
        ]  # fmt: skip
        if found:
            yield ManifestSighting(
                file.toml.head(), f"a build that others get is made with `{found[0].word}`:"
                " elsewhere it may die of an illegal instruction",
                tuple(Related(each.span, f"`{each.word}`", str(each.path)) for each in found),
            )  # fmt: skip
