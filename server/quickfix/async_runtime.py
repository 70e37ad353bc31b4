"""The async runtime that a crate is built on, and the Cargo features that a fix needs of it."""

from __future__ import annotations

import json

from ..analysis.workspace.files import read
from .edit import Edit
from .fix_file import FixFile
from .manifest_file import ManifestFile

_RUNTIMES = ("tokio", "async_std", "smol")


def runtime_of(file: FixFile) -> str | None:
    """The runtime that the file names, else the first one that the crate depends on."""
    used = [name for name in _RUNTIMES if file.crate.uses(name)]
    named = [name for name in used if name.encode() in file.text]
    return next(iter(named or used), None)


def tokio_feature(file: FixFile, *features: str) -> tuple[Edit, ...] | None:
    """The edit of `Cargo.toml` that turns features of tokio on; none if they are on, None if they cannot be."""
    crate = file.crate
    tokio = crate.dependencies.get("tokio")
    if not crate.known or tokio is None:
        return () if not crate.known else None
    missing = [name for name in features if name not in tokio.features]
    if not missing or "full" in tokio.features:
        return ()
    if crate.root is None or tokio.name != "tokio":
        return None
    path = crate.root / "Cargo.toml"
    text = read(path)
    manifest = ManifestFile(str(path), text) if text is not None else None
    edit = _with_features(manifest, missing) if manifest is not None else None
    return (Edit(edit.span, edit.text, str(path)),) if edit is not None else None


def _with_features(manifest: ManifestFile, missing: list[str]) -> Edit | None:
    try:
        written = manifest.toml.data["dependencies"]["tokio"]
    except (KeyError, TypeError, ValueError):
        return None
    if isinstance(written, str):
        return manifest.set_key(
            ("dependencies", "tokio"), f"{{ version = {json.dumps(written)}, features = {json.dumps(missing)} }}"
        )
    features = [*written.get("features", []), *missing] if isinstance(written, dict) else None
    if features is None:
        return None
    return manifest.set_key(
        ("dependencies", "tokio", "features"), f"[{', '.join(json.dumps(name) for name in features)}]"
    )
