"""The processors of the last ten years for x86-64."""

from __future__ import annotations

import json

from ....analysis.finding import Finding
from ....analysis.workspace.cargo.packages import strings, table
from ...edit import Fix, Safety
from ...manifest_file import ManifestFile

_TARGET = "x86_64-unknown-linux-gnu"
_LEVEL = "x86-64-v3"


def fix(_finding: Finding, file: ManifestFile) -> Fix | None:
    """A target's flags exclude those of all builds, so that it gets both; only where there is a configuration."""
    if file.path.endswith("Cargo.toml"):
        return None
    flags = table(file.toml.data, "target", _TARGET).get("rustflags") or table(file.toml.data, "build").get("rustflags")
    words = flags.split() if isinstance(flags, str) else strings(flags)
    value = ", ".join(json.dumps(word) for word in (*words, "-C", f"target-cpu={_LEVEL}"))
    edit = file.set_key(("target", _TARGET, "rustflags"), f"[{value}]")
    title = f"Build for {_LEVEL} (programs end on processors from before 2013)"
    return Fix(title, Safety.UNSAFE, (edit,)) if edit is not None else None
