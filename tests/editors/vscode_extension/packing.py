"""The extension of this checkout, built in copies of it: somebody may be building in the checkout as well."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..installing import Absent, alone, once
from ..snippets import EDITORS, ROOT

EXTENSION = EDITORS / "vscode"
PARTS = ["editors/vscode", "server", ".dev", "pyproject.toml", "README.md", "LICENSE"]
"""What the extension is built from."""
VSIX = "rust-perf-analyzer.vsix"


def bench_in(checkout: Path) -> Any:
    """The module `.dev/vsix.py` of a checkout or a copy of it, and what it builds is of that."""
    described = importlib.util.spec_from_file_location("vsix", checkout / ".dev" / "vsix.py")
    assert described
    assert described.loader
    bench = importlib.util.module_from_spec(described)
    described.loader.exec_module(bench)
    return bench


BENCH = bench_in(ROOT)


@functools.cache
def with_node() -> dict[str, str]:
    """The environment in which the developer's bench finds npm, which it fetches; `Absent` where it cannot."""
    try:
        with alone("node"):
            environment: dict[str, str] = BENCH.with_node()
    except BENCH.Unavailable as error:
        raise Absent(f"no Node.js: {error}") from error
    return environment


@contextmanager
def copied() -> Iterator[Any]:
    """The bench of a copy of the checkout; `Absent` where it lacks what cannot be fetched."""
    with_node()
    with tempfile.TemporaryDirectory() as folder:
        for name in _files():
            copy = Path(folder, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy, follow_symlinks=False)
        bench = bench_in(Path(folder))
        bench.NODE = BENCH.NODE
        try:
            yield bench
        except bench.Unavailable as error:
            raise Absent(str(error)) from error


def packed() -> Path:
    """The VSIX for this machine, packed anew when something that goes into it has changed.

    Raises `Absent` where Node.js or packages cannot be fetched, and `SystemExit` where it does not build.
    """
    target = BENCH.this_platform()
    digest = hashlib.sha256()
    for name in _files():
        digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes())

    def build(folder: Path) -> None:
        with copied() as bench:
            bench.build(target, folder / VSIX)

    return once(f"vsix-{target}-{digest.hexdigest()[:12]}", build) / VSIX


def own_tests() -> subprocess.CompletedProcess[str]:
    """The run of the extension's own tests, where it has just been packed without a server."""
    with copied() as bench:
        bench.build(bench.UNIVERSAL, bench.ROOT / VSIX)
        return subprocess.run(
            ["npm", "test"], cwd=bench.EXTENSION, env=with_node(), capture_output=True, text=True, check=False
        )


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PARTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in sorted(listed.stdout.splitlines()) if (ROOT / name).is_file()]
