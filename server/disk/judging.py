"""One text in, its findings out: the only place where a file that is not being edited is judged."""

from __future__ import annotations

from pathlib import Path

from ..analysis import engine, manifest
from ..analysis.finding import Failure, Finding
from ..analysis.workspace.cargo.file_names import kind_of
from ..analysis.workspace.crates import crate_of
from ..analysis.workspace.index import Index
from ..settings import Settings


def judge_file(
    path: str, text: bytes, settings: Settings, index: Index | None = None
) -> tuple[list[Finding], list[Failure]]:
    """What the engine says of a text, also when the engine itself gives up on it.

    `index` is the workspace around; without one only the text itself is known.
    """
    try:
        if is_manifest(path):
            return manifest.analyse_manifest(path, text, settings)
        return engine.analyse(path, text, crate_of(Path(path)), settings, index)
    except Exception as error:
        # One odd file must not end the run.
        return [], [Failure(path, f"could not be judged: {type(error).__name__}: {error}")]


def is_manifest(path: str) -> bool:
    """Whether a path is one that cargo reads: a manifest, its configuration, the choice of a toolchain."""
    return kind_of(path) is not None
