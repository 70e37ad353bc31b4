"""Bring the sources of the released crates into `.cache/ecosystem`, through cargo and nothing else.

`cargo info NAME@VERSION` downloads, verifies and unpacks that one crate without its dependencies.
The members of an application come to lie in one folder, below a manifest that makes them a workspace again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import SOURCES, Crate, Release, crates


class CannotFetch(Exception):
    """Says in words for people why a crate's sources could not be had."""


def missing() -> list[Crate]:
    return [crate for crate in crates() if not crate.directory.is_dir()]


def fetch(crate: Crate) -> None:
    """Copy beside the final place first, so that an interrupted run leaves no half a crate."""
    sources = {release.name: unpacked(release) or downloaded(release) for release in crate.releases}
    SOURCES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SOURCES, prefix=".part-") as scratch:
        copy = Path(scratch) / crate.directory.name
        for name, folder in sources.items():
            target = copy / name if crate.members else copy
            shutil.copytree(folder, target, ignore=shutil.ignore_patterns(".cargo-ok"))
        if crate.members:
            (copy / "Cargo.toml").write_text(_workspace_manifest(list(sources)), encoding="utf-8")
        try:
            copy.rename(crate.directory)
        except OSError:
            # Another process may have put the same crate there in the meantime.
            if not crate.directory.is_dir():
                raise


def _workspace_manifest(members: list[str]) -> str:
    """A released member asks for the others by version; `[patch]` has cargo take them from beside it."""
    listed = "".join(f'    "{name}",\n' for name in members)
    patched = "".join(f'{name} = {{ path = "{name}" }}\n' for name in members)
    return f'[workspace]\nresolver = "2"\nmembers = [\n{listed}]\n\n[patch.crates-io]\n{patched}'


def downloaded(release: Release) -> Path:
    """Where cargo has put an archive that it was asked for."""
    cargo = shutil.which("cargo")
    if cargo is None:
        raise CannotFetch("cargo is not installed; the crates are fetched with it (1.82 or newer)")
    command = [cargo, "info", f"{release.name}@{release.version}", "--registry", "crates-io"]
    # An empty folder: inside a workspace cargo would prefer the versions of its lock file.
    with tempfile.TemporaryDirectory() as nowhere:
        ran = subprocess.run(command, cwd=nowhere, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode != 0:
        raise CannotFetch(f"cargo could not bring {release.name} {release.version}:\n{ran.stderr.strip()}")
    found = unpacked(release)
    if found is None:
        raise CannotFetch(f"`cargo info` did not unpack {release.name} {release.version} below {_cargo_home()}")
    return found


def unpacked(release: Release) -> Path | None:
    """Where cargo keeps an archive, if it does."""
    sources = _cargo_home() / "registry" / "src"
    for folder in sorted(sources.glob(f"*/{release.name}-{release.version}")):
        # Cargo writes this file last, when the whole archive is unpacked.
        if (folder / ".cargo-ok").is_file():
            return folder
    return None


def _cargo_home() -> Path:
    return Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")


def main() -> int:
    wanted = crates()
    failures = 0
    for number, crate in enumerate(wanted, start=1):
        step = f"[{number:>2}/{len(wanted)}] {crate.name} {crate.version}"
        if crate.directory.is_dir():
            print(f"{step}: already there", flush=True)
            continue
        try:
            fetch(crate)
            print(f"{step}: fetched", flush=True)
        except (CannotFetch, OSError) as error:
            failures += 1
            print(f"{step}: {error}", file=sys.stderr, flush=True)
    if failures:
        print(f"{failures} of {len(wanted)} crates could not be fetched", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
