"""Indexes of small workspaces, made here and now."""

from __future__ import annotations

from rust_perf_analyzer.analysis.workspace.building import files_below, packages_of, read_source
from rust_perf_analyzer.analysis.workspace.index import Index
from rust_perf_analyzer.analysis.workspace.summary import summarise


def built(root: str) -> Index:
    """The index of a folder as it is saved."""
    files = files_below([root])
    index = Index(read_source)
    index.set_packages(packages_of(files))
    for path in files.sources:
        data = read_source(path)
        if data is not None:
            index.put(path, summarise(data))
    return index


def of_text(path: str, text: bytes) -> Index:
    """The index of a single text, which belongs to nothing."""
    index = Index(lambda asked: text if asked == path else None)
    index.put(path, summarise(text))
    return index
