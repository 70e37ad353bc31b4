"""The VSIX as `make vsix` writes it, packed anew when something that goes into it has changed."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from ..installing import Absent, once

ROOT = Path(__file__).parents[3]
EXTENSION = ROOT / "editors" / "vscode"
sys.path.insert(0, str(ROOT / ".dev"))
try:
    import vsix
finally:
    sys.path.pop(0)

_NOT_PACKED = {"node_modules", "dist", "__pycache__"}


def packed(platform: str) -> Path:
    """The VSIX for a platform; `Absent` where Node.js or packages cannot be fetched."""
    return once(f"vsix-{platform}-{_digest()}", lambda folder: _pack(platform, folder)) / "extension.vsix"


def ready_to_run() -> dict[str, str]:
    """The environment for the extension's own scripts; `Absent` where Node.js or packages cannot be fetched."""
    try:
        environment = vsix.with_node()
        vsix.fetch_packages(environment)
    except vsix.Unavailable as error:
        raise Absent(str(error)) from error
    return environment


def _pack(platform: str, folder: Path) -> None:
    try:
        vsix.build(platform, folder / "extension.vsix")
    except vsix.Unavailable as error:
        raise Absent(str(error)) from error


def _digest() -> str:
    files = [*EXTENSION.rglob("*"), *(ROOT / "server").rglob("*"), vsix.LOCK, Path(vsix.__file__)]
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.is_file() and path.suffix != ".vsix" and not _NOT_PACKED.intersection(path.parts):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
