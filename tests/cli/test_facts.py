"""`tree --facts` tells what the rules are told."""

from __future__ import annotations

from pathlib import Path

from .conftest import Check

LIB = """mod routes;
mod state;
fn all(states: &[state::State]) {
    for state in states {
        routes::first(state);
    }
}
"""
ROUTES = """use crate::state::State;
pub fn first(state: &State) {
    drop(&state.names);
}
"""


def test_the_facts_of_a_place_are_its_context_names_and_types(rust_perf: Check) -> None:
    lines = rust_perf("tree", "src/lib.rs", "--facts", "2:20").out.splitlines()
    assert "runs on      async worker" in lines
    assert "    path     std::thread::sleep" in lines
    assert "crate        sample" in lines


def test_types_and_heat_are_told_over_files(rust_perf: Check, crate: Path) -> None:
    (crate / "src/lib.rs").write_text(LIB)
    (crate / "src/state.rs").write_text("pub struct State { pub names: Vec<String> }\n")
    (crate / "src/routes.rs").write_text(ROUTES)
    lines = rust_perf("tree", "src/routes.rs", "--facts", "3:16").out.splitlines()
    assert "heat         loop: called from `all` in src/lib.rs, in the `for` over `states`" in lines
    assert lines[lines.index("field_expression: state.names") + 1] == "    type     std::vec::Vec<std::string::String>"


def test_a_place_outside_of_the_file_is_told_so(rust_perf: Check) -> None:
    assert rust_perf("tree", "src/lib.rs", "--facts", "99").out == "there is no line 99\n"


def test_a_place_that_is_no_number_is_a_usage_error(rust_perf: Check) -> None:
    result = rust_perf("tree", "src/lib.rs", "--facts", "x")
    assert result.code == 2
    assert "LINE" in result.err
