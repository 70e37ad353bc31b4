"""Real Rust at the sizes a benchmark needs, out of the released crates of `tests/ecosystem`.

The same crates give the same files, so that anybody can repeat what we measured.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tree_sitter
import tree_sitter_rust

ROOT = Path(__file__).resolve().parents[2]
CRATES = ROOT / ".cache" / "ecosystem"
_LISTED = ROOT / "tests" / "ecosystem" / "crates.toml"
SIZES = (1_000, 10_000, 50_000)
_SHORTEST, _LONGEST = 60, 1_500
_TOLERANCE = 0.03
_NOT_JUDGED = {"tests", "test", "benches", "examples", "fuzz", "target"}
_ASYNC = re.compile(rb"\basync\b|\.await\b|tokio::")
_PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))

MANIFEST = """[package]
name = "typed"
version = "0.1.0"
edition = "2021"

[dependencies]
tokio = { version = "1", features = ["full"] }
serde = { version = "1", features = ["derive"] }
"""


class Source(NamedTuple):
    """A file of a crate: how much of it is async, and its text."""

    weight: float
    path: Path
    lines: int
    text: bytes


class CannotMeasure(Exception):
    """Says in words for people what is missing."""


def fetch() -> None:
    """Bring the crates here, unless they are."""
    fetcher = ROOT / "tests" / "ecosystem" / "fetch.py"
    done = subprocess.run([sys.executable, str(fetcher)], stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise CannotMeasure("the crates of tests/ecosystem could not be fetched")


def write_files(folder: Path) -> dict[int, Path]:
    """Write one file a size into the `src` of a new crate; its files by their size."""
    sources = folder / "src"
    sources.mkdir(parents=True)
    (folder / "Cargo.toml").write_text(MANIFEST)
    pool = _pool(max(SIZES) * 3 // 2)
    found = {}
    for size in SIZES:
        found[size] = sources / f"lines_{size}.rs"
        found[size].write_bytes(_joined(pool, size))
    return found


def write_crates(folder: Path) -> int:
    """Copy the manifests and what the crates ship of Rust, so that all tools see the same; its lines."""
    lines = 0
    for path in _files("*"):
        inside = path.relative_to(CRATES)
        if _NOT_JUDGED.isdisjoint(inside.parts) and (path.suffix == ".rs" or path.name == "Cargo.toml"):
            target = folder / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            lines += path.read_bytes().count(b"\n") if path.suffix == ".rs" else 0
    return lines


def _pool(lines: int) -> list[Source]:
    """The files with most async code, as many as are needed, in an order that mixes the crates."""
    found: list[Source] = []
    for source in sorted(_candidates(), key=lambda source: (-source.weight, source.path)):
        if lines <= 0:
            break
        found.append(source)
        lines -= source.lines
    if lines > 0:
        raise CannotMeasure(f"{CRATES} has too little Rust; run tests/ecosystem/fetch.py")
    random.Random(7).shuffle(found)
    return found


def _files(pattern: str) -> list[Path]:
    """The files of the single crates: with the applications beside them the peers take too long."""
    listed = tomllib.loads(_LISTED.read_text(encoding="utf-8"))["crate"]
    return sorted(path for each in listed for path in (CRATES / f"{each['name']}-{each['version']}").rglob(pattern))


def _candidates() -> Iterator[Source]:
    for path in _files("*.rs"):
        if not _NOT_JUDGED.isdisjoint(path.relative_to(CRATES).parts):
            continue
        text = path.read_bytes()
        lines = text.count(b"\n")
        if b"\r" not in text and _SHORTEST <= lines <= _LONGEST and not _PARSER.parse(text).root_node.has_error:
            weight = len(_ASYNC.findall(text)) / lines
            yield Source(weight, path.relative_to(CRATES), lines, text.rstrip(b"\n") + b"\n")


def _joined(pool: list[Source], size: int) -> bytes:
    parts: list[bytes] = []
    lines = 0
    for source in pool:
        if lines + source.lines <= size * (1 + _TOLERANCE):
            parts.append(source.text)
            lines += source.lines
        if lines >= size * (1 - _TOLERANCE):
            break
    return b"".join(parts)
