"""What is published when a document is opened, edited and closed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types

from .conftest import CALM, SLEEPY
from .editor import Editor


async def test_a_finding_is_told_as_soon_as_the_document_is_open(editor: Editor, uri: str) -> None:
    (found,) = await editor.open(uri, SLEEPY)
    assert found.code == "blocking-sleep-in-async"
    assert found.source == "rust-perf"
    assert found.severity == types.DiagnosticSeverity.Error
    assert "blocks this async worker" in found.message
    assert editor.spelled(uri, found.range).startswith("std::thread::sleep(")


async def test_the_code_links_to_the_page_that_is_installed(editor: Editor, uri: str) -> None:
    (found,) = await editor.open(uri, SLEEPY)
    assert found.code_description is not None
    page = Path(unquote(urlsplit(found.code_description.href).path))
    assert page.name == "blocking-sleep-in-async.md"
    assert page.is_file()


async def test_data_says_which_rule_it_was(editor: Editor, uri: str) -> None:
    (found,) = await editor.open(uri, SLEEPY)
    assert found.data["rule"] == "blocking-sleep-in-async"


async def test_each_publish_names_the_version_it_is_about(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    editor.type(uri, "first", "second")
    await editor.diagnostics(uri)
    assert [p.version for p in editor.published if p.uri == uri] == [1, 2]


async def test_a_clean_document_is_told_to_be_clean(editor: Editor, uri: str) -> None:
    assert await editor.open(uri, CALM) == []


async def test_a_finding_goes_when_its_cause_goes_and_comes_back_with_it(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY.replace("drop(name);", "drop(name); tick().await;"))
    editor.type(uri, "std::thread::sleep", "elsewhere")
    assert await editor.diagnostics(uri) == []
    editor.type(uri, "elsewhere", "std::thread::sleep")
    assert len(await editor.diagnostics(uri)) == 1


async def test_a_finding_moves_with_the_lines_above_it(editor: Editor, uri: str) -> None:
    (before,) = await editor.open(uri, SLEEPY)
    editor.type(uri, "// Ü", "// 😀\n// 100 % é\n\n// Ü")
    (after,) = await editor.diagnostics(uri)
    assert after.range.start.line == before.range.start.line + 3
    assert after.range.start.character == before.range.start.character
    assert editor.spelled(uri, after.range) == "std::thread::sleep(Duration::from_millis(5))"


async def test_two_functions_on_one_line_have_their_own_columns(editor: Editor, uri: str) -> None:
    text = '/* é😀 */ fn a() {} async fn b() { let x = "é😀"; std::thread::sleep(d); }\n'
    (found,) = await editor.open(uri, text)
    assert editor.spelled(uri, found.range) == "std::thread::sleep(d)"


async def test_methods_and_nested_modules_have_their_own_columns(editor: Editor, uri: str) -> None:
    body = '{ let x = "é😀"; std::thread::sleep(d); }'
    method = f"impl É {{\n    // 😀\n    async fn f(&self) {body}\n}}\n"
    text = f"struct É;\n{method}mod m {{\n  async fn g() {body}\n}}\n"
    found = await editor.open(uri, text)
    assert [editor.spelled(uri, one.range) for one in found] == ["std::thread::sleep(d)"] * 2


async def test_closing_takes_everything_back(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    await editor.wait(lambda: editor.latest(uri) == [])


async def test_code_that_does_not_parse_keeps_its_last_findings(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    editor.type(uri, "drop(name);", 'let s = "unclosed;')
    (found,) = await editor.diagnostics(uri)
    assert editor.spelled(uri, found.range).startswith("std::thread::sleep(")


async def test_an_unused_suppression_is_faded(editor: Editor, uri: str) -> None:
    text = CALM.replace("    let", "    // rust-perf: allow(blocking-sleep-in-async) é😀\n    let")
    (found,) = await editor.open(uri, text)
    assert found.code == "unused-suppression"
    assert list(found.tags or []) == [types.DiagnosticTag.Unnecessary]


async def test_a_manifest_is_judged_too(editor: Editor, crate: Path) -> None:
    uri = (crate / "Cargo.toml").as_uri()
    text = (crate / "Cargo.toml").read_text().replace("lto", "# lto é😀")
    found = await editor.open(uri, text, "toml")
    assert "missing-lto" in [one.code for one in found]
    editor.type(uri, "# lto é😀", "lto")
    assert await editor.diagnostics(uri) == []


async def test_documents_of_other_kinds_are_left_alone(editor: Editor, crate: Path) -> None:
    editor.show((crate / "notes.toml").as_uri(), "x = 1\n", "toml")
    editor.show((crate / "main.c").as_uri(), "int main() {}\n", "c")
    await editor.settle()
    assert editor.published == []
