"""Light bulbs: what is offered where, in which order, and what it does to the text."""

from __future__ import annotations

import pytest
from lsprotocol import types

from .conftest import CALM, SLEEPY
from .editor import Editor, full_capabilities, text_capabilities

FIX_ALL = "source.fixAll.rust-perf-analyzer"
TWICE = SLEEPY + SLEEPY.replace("use std::time::Duration;\n", "").replace("wait", "wait_again")


async def test_a_safe_fix_comes_first_and_is_preferred(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    first, *others = await editor.actions(uri, "std::thread", ["quickfix"])
    assert first.kind == "quickfix"
    assert first.is_preferred
    assert not any(other.is_preferred for other in others)


async def test_suppressions_come_last(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    actions = await editor.actions(uri, "std::thread")
    assert [action.title for action in actions[-3:]] == [
        "Allow `blocking-sleep-in-async` here",
        "Allow `blocking-sleep-in-async` in this function",
        "Allow `blocking-sleep-in-async` in this file",
    ]


async def test_an_action_names_the_finding_it_is_for(editor: Editor, uri: str) -> None:
    (found,) = await editor.open(uri, SLEEPY)
    fix, *_ = await editor.actions(uri, "std::thread")
    assert fix.diagnostics is not None
    assert [(one.code, one.range) for one in fix.diagnostics] == [(found.code, found.range)]


async def test_the_edit_comes_when_the_action_is_resolved(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    fix, *_ = await editor.actions(uri, "std::thread")
    assert fix.edit is None
    text = await editor.applied(uri, fix)
    assert 'let name = "é😀"; tokio::time::sleep(Duration::from_millis(5)).await; drop(name);' in text


async def test_a_client_that_does_not_resolve_gets_the_edit_at_once(bare_editor: Editor, uri: str) -> None:
    text = text_capabilities(code_action=types.CodeActionClientCapabilities())
    await bare_editor.start(full_capabilities(text_document=text))
    await bare_editor.open(uri, SLEEPY)
    actions = await bare_editor.actions(uri, "std::thread")
    assert len(actions) >= 3
    assert all(action.edit and action.edit.changes for action in actions)


async def test_versioned_edits_go_to_clients_that_take_them(bare_editor: Editor, uri: str) -> None:
    edit = types.WorkspaceEditClientCapabilities(document_changes=True)
    workspace = types.WorkspaceClientCapabilities(workspace_edit=edit)
    await bare_editor.start(full_capabilities(workspace=workspace))
    await bare_editor.open(uri, SLEEPY)
    fix, *_ = await bare_editor.actions(uri, "std::thread")
    whole = await bare_editor.client.code_action_resolve_async(fix)
    assert whole.edit is not None
    assert whole.edit.changes is None
    (change,) = whole.edit.document_changes or []
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == 1


async def test_no_edit_is_given_for_a_text_that_has_changed_since(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    fix, *_ = await editor.actions(uri, "std::thread")
    editor.type(uri, "use std", "// é\nuse std")
    whole = await editor.client.code_action_resolve_async(fix)
    assert whole.edit is None


@pytest.mark.parametrize("needle", ["use std", "drop(name)"])
async def test_nothing_is_offered_elsewhere(editor: Editor, uri: str, needle: str) -> None:
    await editor.open(uri, SLEEPY)
    assert await editor.actions(uri, needle) == []


async def test_ranges_in_the_context_are_not_believed(editor: Editor, uri: str) -> None:
    (found,) = await editor.open(uri, SLEEPY)
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 3))
    wrong = types.Diagnostic(nowhere, found.message, code=found.code)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), found.range, types.CodeActionContext([wrong]))
    actions = await editor.client.text_document_code_action_async(params)
    assert actions
    assert isinstance(actions[0], types.CodeAction)
    assert "tokio::time::sleep(" in await editor.applied(uri, actions[0])


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (["quickfix"], {"quickfix"}),
        (["source"], {FIX_ALL}),
        (["source.fixAll"], {FIX_ALL}),
        ([FIX_ALL], {FIX_ALL}),
        (["source.fixAll.other-linter"], set()),
        (["refactor"], set()),
        ([""], {"quickfix", FIX_ALL}),
        (None, {"quickfix", FIX_ALL}),
    ],
)
async def test_only_the_kinds_asked_for(editor: Editor, uri: str, only: list[str] | None, kinds: set[str]) -> None:
    await editor.open(uri, SLEEPY)
    assert {action.kind for action in await editor.actions(uri, "std::thread", only)} == kinds


async def test_fix_all_is_not_worked_out_while_the_cursor_moves(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    actions = await editor.actions(uri, "std::thread", automatic=True)
    assert {action.kind for action in actions} == {"quickfix"}


async def test_fix_all_applies_every_safe_fix(editor: Editor, uri: str) -> None:
    assert len(await editor.open(uri, TWICE)) == 2
    (action,) = await editor.actions(uri, "use std", [FIX_ALL])
    assert action.title == "rust-perf: apply all 2 safe fixes in this file"
    text = await editor.applied(uri, action)
    assert text.count("tokio::time::sleep(") == 2
    assert "std::thread::sleep" not in text


async def test_fix_all_is_not_offered_when_there_is_nothing_to_fix(editor: Editor, uri: str) -> None:
    await editor.open(uri, CALM)
    assert await editor.actions(uri, "pub", [FIX_ALL]) == []


async def test_what_is_unfixable_is_left_by_fix_all_and_counted(bare_editor: Editor, uri: str) -> None:
    await bare_editor.start(options={"unfixable": ["blocking-sleep-in-async"]})
    await bare_editor.open(uri, SLEEPY)
    assert await bare_editor.actions(uri, "use std", [FIX_ALL]) == []
    fix, *_ = await bare_editor.actions(uri, "std::thread", ["quickfix"])
    assert "tokio::time::sleep(" in await bare_editor.applied(uri, fix)


@pytest.mark.parametrize("which", [-3, -2, -1], ids=["here", "in-this-function", "in-this-file"])
@pytest.mark.parametrize("before", [" ", "\n    "])
async def test_a_suppression_silences_the_finding(editor: Editor, uri: str, which: int, before: str) -> None:
    await editor.open(uri, SLEEPY.replace(" std::thread", f"{before}std::thread"))
    action = (await editor.actions(uri, "std::thread"))[which]
    text = await editor.applied(uri, action)
    other = uri.replace("main.rs", "other.rs")
    assert await editor.open(other, text) == []
    old = editor.texts[uri]
    same = next(at for at in range(len(old)) if old[at] != text[at])
    editor.type(uri, old[:same], text[: same + len(text) - len(old)])
    assert editor.texts[uri] == text
    assert await editor.diagnostics(uri) == []
    assert len(text.splitlines()) == len(old.splitlines()) + 1
