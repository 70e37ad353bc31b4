"""URIs as clients spell them, the paths they mean, and one key for all spellings of one document."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile(r"/([A-Za-z]):(?=/|$)")


def path_of(uri: str) -> str | None:
    """The path of a `file:` URI, None for every other scheme; `file:///c%3A/x` is `c:/x` on Windows."""
    parts = _split(uri)
    if parts is None or parts[0] != "file" or "\0" in parts[2]:
        return None
    _, host, path = parts
    if host and host.lower() != "localhost":
        return f"//{host}{path}"
    return path[1:] if os.name == "nt" and _DRIVE.match(path) else path


def key_of(uri: str) -> str:
    """One spelling for `file:///C:/a%20b` and `FILE:///c%3A/a b`; other schemes stay as they are."""
    parts = _split(uri)
    if parts is None or parts[0] != "file":
        return uri
    _, host, path = parts
    host = "" if host.lower() == "localhost" else host.lower()
    return f"file://{host}{path}"


def path_in(uri: str) -> str:
    """The path, for any scheme: `git:/a/Cargo.toml?ref` has `/a/Cargo.toml`."""
    parts = _split(uri)
    return parts[2] if parts else uri


def uri_of(path: str | Path) -> str:
    """The `file:` URI of a path."""
    return Path(path).absolute().as_uri()


def _split(uri: str) -> tuple[str, str, str] | None:
    """Scheme, host and decoded path, or None for what is no URI."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote(parts.path, errors="surrogateescape")
    drive = _DRIVE.match(path)
    if drive:
        path = f"/{drive[1].lower()}:{path[drive.end() :]}"
    return parts.scheme.lower(), parts.netloc, path
