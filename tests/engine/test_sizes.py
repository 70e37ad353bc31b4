"""Estimates of sizes say what rustc says: the table is compiled by the compile tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.declarations import Declarations
from rust_perf_analyzer.analysis.facts.code.ground import Ground
from rust_perf_analyzer.analysis.facts.code.names import Names
from rust_perf_analyzer.analysis.facts.code.rust_file import RustFile
from rust_perf_analyzer.analysis.facts.types.layouts import Size
from rust_perf_analyzer.analysis.facts.types.sizes import size_of_written
from rust_perf_analyzer.analysis.syntax.chunks import ChunkedText
from rust_perf_analyzer.analysis.workspace.crates import read_crate

from engine.indexes import of_text

COMPILE = Path(__file__).parents[1] / "compile"
TABLE = (COMPILE / "sizes.rs").read_text(encoding="utf-8")
ROWS = re.findall(r"^size!\((\d+), (.+)\);$", TABLE, re.MULTILINE)
CRATE = read_crate(COMPILE / "Cargo.toml")
PATH = "src/sizes.rs"


def estimate(declarations: str, written: str) -> Size | None:
    """The size of a type beside these declarations."""
    text = f"{declarations}\ntype Judged = {written};\n".encode()
    chunked = ChunkedText(text, whole=True)
    (chunk,) = chunked.chunks
    ground = Ground(PATH, CRATE, Declarations(chunked.chunks), of_text(PATH, text))
    unit = chunk.units[-1]
    file = RustFile(PATH, unit, CRATE, Names(ground))
    node = unit.node.child_by_field_name("type")
    assert node is not None
    return size_of_written(node, file)


@pytest.mark.parametrize(("expected", "written"), ROWS, ids=[written for _, written in ROWS])
def test_the_size_is_the_one_of_the_compiler(expected: str, written: str) -> None:
    found = estimate(TABLE, written)
    assert found is not None
    assert (found.bytes, found.exact) == (int(expected), True)


PARTLY = """
use other::Thing;
const N: usize = compute();
struct Known { bytes: [u8; 100], thing: Thing }
struct Chosen { bytes: [u8; 10], #[cfg(unix)] more: u64 }
struct Endless { next: Endless }
struct Open<T> { bytes: [u8; 10], rest: T }
enum Some { Small(u8), Large([u8; 50], Thing) }
#[cfg(unix)] struct Twice([u8; 8]);
#[cfg(windows)] struct Twice([u8; 4]);
"""


@pytest.mark.parametrize(
    ("written", "least"),
    [("Known", 100), ("Chosen", 10), ("Open<Thing>", 10), ("Some", 50), ("Option<Known>", 100), ("Twice", 4)],
)
def test_what_is_partly_known_has_a_least_size(written: str, least: int) -> None:
    found = estimate(PARTLY, written)
    assert found is not None
    assert (found.bytes, found.exact) == (least, False)


@pytest.mark.parametrize("written", ["Thing", "[u8; N]", "[Thing; 4]", "Endless", "impl Send", "str", "dyn Send"])
def test_what_is_not_known_has_no_size(written: str) -> None:
    assert estimate(PARTLY, written) is None
