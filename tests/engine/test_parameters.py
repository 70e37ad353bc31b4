"""Which parameter of a function of the workspace takes an argument."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.facts.code.calls import argument_index
from rust_perf_analyzer.analysis.facts.types.helpers import helper_called
from rust_perf_analyzer.analysis.facts.types.looked_at import parameter_of
from rust_perf_analyzer.analysis.facts.types.parameters import wanted_by

from .resolution_harness import place

STORE = """//- src/lib.rs
fn put(first: &u8, second: &u16) {}
struct Store;
impl Store {
    fn make(first: &u8, second: &u16) {}
    fn put(&self, /* what */ first: &u8, second: &u16) {}
    fn run(self: Arc<Self>, first: &u8) {}
}
fn f(store: Store, a: &u8) { CALL; }
"""


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("put(/*here*/a, b)", "first"),
        ("put(b, /*here*/a)", "second"),
        ("Store::make(b, /*here*/a)", "second"),
        ("store.put(/*here*/a, b)", "first"),
        ("store.put(b, /*here*/a)", "second"),
        ("Store::put(&store, /*here*/a, b)", "first"),
        ("Store::put(&store, b, /*here*/a)", "second"),
        ("Store::put(/*here*/a, b, c)", None),
        ("store.run(/*here*/a)", "first"),
        ("Store::run(store, /*here*/a)", "first"),
        ("put(b, c, /*here*/a)", None),
    ],
)
def test_an_argument_is_taken_by_its_parameter(call: str, name: str | None, tmp_path: Path) -> None:
    node, file = place(STORE.replace("CALL", call), tmp_path)
    invocation = file.parent(file.parent(node) or node)
    assert invocation is not None
    index = argument_index(invocation, node)
    helper, found = helper_called(invocation, index, file), parameter_of(invocation, index, file)
    wanted = wanted_by(invocation, index, file)
    assert (file.text(helper.parameter) if helper is not None else None) == name
    written = {"first": "&u8", "second": "&u16", None: None}[name]
    assert (file.text(found[1]) if found is not None else None) == written
    assert (file.text(wanted.written) if wanted is not None else None) == written
