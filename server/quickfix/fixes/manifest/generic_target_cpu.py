"""The processors of the last ten years for x86-64."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ....analysis.finding import Finding, Span
from ....analysis.workspace.cargo.file_names import CONFIGURATIONS, FOLDER
from ....analysis.workspace.cargo.packages import strings, table
from ...edit import Edit, Fix, Safety
from ...manifest_file import ManifestFile

_TARGET = "x86_64-unknown-linux-gnu"
_LEVEL = "x86-64-v3"


def fix(_finding: Finding, file: ManifestFile) -> Fix | None:
    """A target's flags exclude those of all builds, so that it gets both. A manifest has no configuration beside it."""
    if file.path.endswith("Cargo.toml"):
        return _built_for(_configuration(file))
    flags = table(file.toml.data, "target", _TARGET).get("rustflags") or table(file.toml.data, "build").get("rustflags")
    words = flags.split() if isinstance(flags, str) else strings(flags)
    return _built_for(file.set_key(("target", _TARGET, "rustflags"), _with_level(words)))


def _configuration(file: ManifestFile) -> Edit:
    lines = (f"[target.{_TARGET}]", f"rustflags = {_with_level(())}", "")
    path = file.folder / FOLDER / CONFIGURATIONS[0]
    return Edit(Span(0, 0), file.newline.join(lines), str(path), makes_file=True)


def _with_level(words: Sequence[str]) -> str:
    return f"[{', '.join(json.dumps(word) for word in (*words, '-C', f'target-cpu={_LEVEL}'))}]"


def _built_for(edit: Edit | None) -> Fix | None:
    title = f"Build for {_LEVEL} (programs end on processors from before 2013)"
    return Fix(title, Safety.UNSAFE, (edit,)) if edit is not None else None
