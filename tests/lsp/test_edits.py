"""Edits of the workspace, also of files beside the one that is open, and what URIs mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.finding import Span
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.documents import Document
from rust_perf_analyzer.lsp.hover import plain
from rust_perf_analyzer.lsp.protocol import Target, workspace_edit
from rust_perf_analyzer.lsp.session import Session
from rust_perf_analyzer.lsp.uris import key_of, path_in, path_of, uri_of
from rust_perf_analyzer.quickfix.edit import Edit

from .nobody import Nobody

OWN = Document("file:///a.rs", "rust", 3, "é😀 own\n")
EDITS = [Edit(Span(7, 10), "x"), Edit(Span(0, 0), "y", "/Cargo.toml")]


def other(path: str) -> Target:
    """A manifest that is not open."""
    return Target(f"file://{path}", Document(path, "", None, "[a]\n"), None)


def test_edits_are_grouped_by_file() -> None:
    edit = workspace_edit(EDITS, Target(OWN.uri, OWN, 3), other, Client())
    assert edit is not None
    assert list(edit["changes"]) == ["file:///a.rs", "file:///Cargo.toml"]
    (change,) = edit["changes"]["file:///a.rs"]
    assert change["range"]["start"] == {"line": 0, "character": 4}


def test_versions_are_named_where_the_client_checks_them() -> None:
    edit = workspace_edit(EDITS, Target(OWN.uri, OWN, 3), other, Client(document_changes=True))
    assert edit is not None
    assert [change["textDocument"]["version"] for change in edit["documentChanges"]] == [3, None]


def test_no_edit_at_all_when_one_file_cannot_be_relied_on() -> None:
    assert workspace_edit(EDITS, Target(OWN.uri, OWN, 3), lambda _: None, Client()) is None


async def test_a_file_with_unsaved_changes_cannot_be_relied_on(tmp_path: Path) -> None:
    session = Session(Client(), Nobody(), Nobody())
    file = tmp_path / "Cargo.toml"
    assert session.target(str(file)) is None
    file.write_text("# é😀\n")
    closed = session.target(str(file))
    assert closed is not None
    assert closed.version is None
    session.open(uri_of(file), "toml", 4, "# é😀\n")
    open_now = session.target(str(file))
    assert open_now is not None
    assert open_now.version == 4
    session.change(uri_of(file), 5, [{"text": "# é\n"}])
    assert session.target(str(file)) is None
    session.stop()


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a%20b/%C3%A9.rs", "/a b/é.rs"),
        ("file://localhost/a.rs", "/a.rs"),
        ("FILE:///a.rs", "/a.rs"),
        ("untitled:a.rs", None),
        ("git:/a.rs?ref", None),
        ("http://[x", None),
    ],
)
def test_only_files_have_a_path(uri: str, path: str | None) -> None:
    assert path_of(uri) == path


@pytest.mark.skipif(os.name == "nt", reason="elsewhere a drive is a folder like any other")
def test_a_drive_is_kept() -> None:
    assert path_of("file:///c%3A/x.rs") == "/c:/x.rs"


def test_spellings_of_one_file_have_one_key() -> None:
    spellings = ["file:///C:/a%20b.rs", "file:///c%3A/a b.rs", "FILE:///c:/%61%20b.rs", "file://localhost/c:/a b.rs"]
    assert len({key_of(uri) for uri in spellings}) == 1
    assert key_of("untitled:A") != key_of("untitled:a")


def test_paths_are_read_out_of_every_scheme() -> None:
    assert path_in("git:/a/Cargo.toml?x=/y") == "/a/Cargo.toml"
    assert path_in("file:///a/%C3%A9.rs") == "/a/é.rs"
    assert path_in("http://[x/main.rs") == "http://[x/main.rs"


def test_plain_text_has_no_marks() -> None:
    page = "# T\n\n**é** `x`: [a](https://a.b) [c](c.md)\n\n```rust flagged\nlet y = `1`;\n```\n"
    assert plain(page) == "T\n\né x: a (https://a.b) c\n\nlet y = 1;\n"
