"""What `// rust-perf: allow(…)` silences, and what it does not."""

from __future__ import annotations

import pytest
from rust_perf_analyzer.analysis.engine import Analysis, analyse
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.settings import Settings

SLEEP = "std::thread::sleep(d);"
ALLOW = "// rust-perf: allow(blocking-sleep-in-async) measured: a microsecond"
UNUSED = "unused-suppression"
FOUND = "blocking-sleep-in-async"


def check(source: str) -> list[str]:
    findings, failures = analyse("src/lib.rs", source.encode(), EMPTY_CRATE, Settings())
    assert not failures
    return [finding.rule for finding in findings]


@pytest.mark.parametrize(
    "source",
    [
        f"async fn a() {{\n    {ALLOW}\n    {SLEEP}\n}}\n",
        f"async fn a() {{\n    {SLEEP} {ALLOW}\n}}\n",
        f"async fn a() {{ {SLEEP} }} {ALLOW}\n",
        f"async fn a() {{\n    {SLEEP} }} /* A. */ {ALLOW}\nfn b() {{}}\n",
        f"impl A {{\n    async fn a() {{ {SLEEP} }} {ALLOW}\n    fn b() {{}}\n}}\n",
        f"async fn a() {{\n    {ALLOW}\n    let x = y.map(|d| {{\n        {SLEEP}\n    }});\n}}\n",
        f"{ALLOW}\nasync fn a() {{\n    {SLEEP}\n}}\n",
        f"/// Doc.\n{ALLOW}\n#[inline]\nasync fn a() {{\n    {SLEEP}\n}}\n",
        f"struct A;\n{ALLOW}\nimpl A {{\n    async fn a() {{\n        {SLEEP}\n    }}\n}}\n",
        f"{ALLOW}\nmod a {{\n    async fn a() {{\n        {SLEEP}\n    }}\n}}\n",
        f"async fn a() {{\n    {ALLOW}\n    let b = c; {SLEEP}\n}}\n",
        f"async fn a() {{\n    {ALLOW}\r\n    {SLEEP}\r\n}}\r\n",
        f"async fn a() {{ tokio::select! {{ _ = b() => {{\n{ALLOW}\nlet e = f(|d|\n{SLEEP[:-1]});\n}} }} }}\n",
        "// rust-perf: allow-file(blocking-sleep-in-async)\n\nasync fn a() {\n    " + SLEEP + "\n}\n",
        "//! Doc.\n#![a(x)]\n// rust-perf: allow-file(blocking-sleep-in-async)\nasync fn a() {\n" + SLEEP + "\n}\n",
    ],
)  # fmt: skip
def test_a_finding_is_silenced(source: str) -> None:
    assert FOUND not in check(source)


@pytest.mark.parametrize(
    "source",
    [
        f"async fn a() {{\n    {ALLOW}\n    let b = c;\n    {SLEEP}\n}}\n",
        f"async fn a() {{\n    {SLEEP}\n    {ALLOW}\n}}\n",
        f"async fn a() {{\n    {SLEEP}\n}} {ALLOW}\n",
        f"fn b() {{}} {ALLOW}\nasync fn a() {{ {SLEEP} }}\n",
        f"impl A {{\n    async fn a() {{ {SLEEP} }}\n}} {ALLOW}\n",
        f'async fn a() {{\n    let b = "{ALLOW}";\n    {SLEEP}\n}}\n',
        f"async fn a() {{\n    // rust-perf: allow(blocking-fs-in-async)\n    {SLEEP}\n}}\n",
        f"{ALLOW}\nfn b() {{}}\nasync fn a() {{\n    {SLEEP}\n}}\n",
        f"async fn a() {{\n    {SLEEP}\n}}\n// rust-perf: allow-file(blocking-sleep-in-async)\n",
    ],
)
def test_a_finding_is_not_silenced(source: str) -> None:
    assert FOUND in check(source)


@pytest.mark.parametrize("source", ["{allow}\n#![allow(clippy::all)]\n", "#![allow(clippy::all)] {allow}\n"])
def test_a_finding_about_the_attributes_of_a_file_is_silenced(source: str) -> None:
    rule = "perf-lints-disabled"
    assert check(source.format(allow="")) == [rule]
    assert check(source.format(allow=f"// rust-perf: allow({rule})")) == []


def test_a_comment_that_silences_nothing_is_reported() -> None:
    assert check(f"async fn a() {{\n    {ALLOW}\n    b().await;\n}}\n") == [UNUSED]
    assert check(f"async fn a() {{\n    b().await;\n}} {ALLOW}\n") == [UNUSED]


def test_a_file_comment_that_silences_nothing_is_reported_until_something_needs_it() -> None:
    text = b"// rust-perf: allow-file(blocking-sleep-in-async)\nasync fn a() {\n}\n"
    analysis = Analysis("src/lib.rs", text, EMPTY_CRATE, Settings())
    assert [finding.rule for finding in analysis.findings()] == [UNUSED]
    at = text.index(b"}\n")
    analysis.edit([(at, at, SLEEP.encode())])
    assert analysis.findings() == []


def test_an_unknown_rule_in_a_comment_is_reported() -> None:
    assert check(f"async fn a() {{\n    // rust-perf: allow(no-such-rule)\n    {SLEEP}\n}}\n") == [UNUSED, FOUND]


def test_a_comment_for_a_rule_that_is_off_is_not_reported() -> None:
    source = f"async fn a() {{\n    {ALLOW}\n    b().await;\n}}\n"
    findings, _ = analyse("src/lib.rs", source.encode(), EMPTY_CRATE, Settings(ignore=(FOUND,)))
    assert findings == []
