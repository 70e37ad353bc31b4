"""`tree --facts` tells what the rules are told."""

from __future__ import annotations

from .conftest import Check


def test_the_facts_of_a_place_are_its_context_names_and_types(rust_perf: Check) -> None:
    lines = rust_perf("tree", "src/lib.rs", "--facts", "2:20").out.splitlines()
    assert "runs on      async worker" in lines
    assert "    path     std::thread::sleep" in lines
    assert "crate        sample" in lines


def test_a_place_outside_of_the_file_is_told_so(rust_perf: Check) -> None:
    assert rust_perf("tree", "src/lib.rs", "--facts", "99").out == "there is no line 99\n"


def test_a_place_that_is_no_number_is_a_usage_error(rust_perf: Check) -> None:
    result = rust_perf("tree", "src/lib.rs", "--facts", "x")
    assert result.code == 2
    assert "LINE" in result.err
