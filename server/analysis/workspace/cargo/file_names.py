"""Which files of a workspace speak to cargo: manifests, its configuration, and the choice of a toolchain."""

from __future__ import annotations

import os
from typing import Literal

Kind = Literal["manifest", "configuration", "toolchain"]
MANIFEST = "Cargo.toml"
TOOLCHAINS = ("rust-toolchain.toml", "rust-toolchain")
CONFIGURATIONS = ("config.toml", "config")
FOLDER = ".cargo"


def kind_of(path: str) -> Kind | None:
    """What kind of file a path is by its name; None for all others."""
    folder, name = os.path.split(path)
    if name == MANIFEST:
        return "manifest"
    if name in TOOLCHAINS:
        return "toolchain"
    if name in CONFIGURATIONS and os.path.basename(folder) == FOLDER:  # noqa: PTH119 — asked for every file
        return "configuration"
    return None
