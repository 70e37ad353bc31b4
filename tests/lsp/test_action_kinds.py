"""Which actions a client is offered by what it can do, in which order, and what their edits say."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.lsp.actions import Request
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.open_file import OpenFile
from rust_perf_analyzer.lsp.session import Session
from rust_perf_analyzer.quickfix.edit import Fix, Safety
from rust_perf_analyzer.quickfix.fixer import fix_for

from .conftest import SLEEPY
from .nobody import Nobody
from .wire import Message

RULE = "blocking-sleep-in-async"
TWICE = SLEEPY + SLEEPY.replace("use std::time::Duration;\n", "").replace("wait", "wait_again")
ABLE = Client(
    resolves_edits=True,
    document_changes=True,
    annotates_edits=True,
    creates_files=True,
    applies_edits=True,
    shows_disabled=True,
)


@pytest.fixture
def sessions() -> Iterator[list[Session]]:
    """The sessions of a test, which end with it."""
    made: list[Session] = []
    yield made
    for session in made:
        session.stop()


def opened(sessions: list[Session], path: Path, text: str, **client: Any) -> OpenFile:
    """A document in the session of a client that can do everything, or all but some things."""
    known = {field: getattr(ABLE, field) for field in Client.__dataclass_fields__}
    session = Session(Client(**{**known, **client}), Nobody(), Nobody())
    sessions.append(session)
    session.open(path.as_uri(), "rust" if path.suffix == ".rs" else "toml", 1, text)
    file = session.current(path.as_uri())
    assert file is not None
    return file


async def offered(sessions: list[Session], file: OpenFile, is_automatic: bool = False) -> list[Message]:
    """All actions where the first thing was found."""
    span = file.findings()[0].span
    return await sessions[-1].actions.offer(file, Request(span.start, span.start, (), is_automatic))


async def resolved(sessions: list[Session], file: OpenFile, title: str) -> Message:
    """The edit of an action."""
    (action,) = [one for one in await offered(sessions, file) if one["title"] == title]
    edit: Message = (await sessions[-1].actions.resolve(file, action)).get("edit", {})
    return edit


@pytest.fixture
def make_unsafe(monkeypatch: pytest.MonkeyPatch) -> None:
    """All fixes are unsafe."""

    def unsafe(*given: Any) -> Fix | None:
        fix = fix_for(*given)
        return fix and Fix(fix.title, Safety.UNSAFE, fix.edits)

    monkeypatch.setattr("rust_perf_analyzer.quickfix.fixer.fix_for", unsafe)


async def test_the_order_is_from_the_best_to_silence(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", TWICE, folders=(str(crate),))
    actions = await offered(sessions, file)
    assert [action["title"] for action in actions[1:]] == [
        f"Fix all `{RULE}` in this file",
        f"Fix all `{RULE}` in the workspace",
        "rust-perf: apply all 2 safe fixes in this file",
        f"Allow `{RULE}` here",
        f"Allow `{RULE}` in this function",
        f"Allow `{RULE}` in this file",
        f"Turn off `{RULE}` in rust-perf.toml",
    ]
    assert [action.get("isPreferred") for action in actions] == [True] + [None] * 7


async def test_the_fixes_of_a_rule_in_the_file_are_one_edit(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", TWICE)
    edit = await resolved(sessions, file, f"Fix all `{RULE}` in this file")
    assert str(edit).count("tokio::time::sleep") == 2
    assert "changeAnnotations" not in edit


async def test_a_rule_with_one_finding_has_no_action_for_all(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", SLEEPY, applies_edits=False)
    assert not [action for action in await offered(sessions, file) if "Fix all" in action["title"]]


async def test_the_workspace_is_fixed_by_a_command(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", SLEEPY, folders=(str(crate),))
    (action,) = [one for one in await offered(sessions, file) if "workspace" in one["title"]]
    assert action["command"] == {
        "title": f"Fix all `{RULE}`",
        "command": "rust-perf-analyzer.fixRule",
        "arguments": [RULE, None],
    }


@pytest.mark.usefixtures("make_unsafe")
async def test_unsafe_edits_are_annotated_and_their_titles_say_so(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", TWICE, folders=(str(crate),))
    actions = await offered(sessions, file)
    first, of_rule = actions[0]["title"], actions[1]["title"]
    assert first.endswith(" (may change behaviour)")
    assert of_rule == f"Fix all `{RULE}` in this file (may change behaviour)"
    assert not any(action.get("isPreferred") for action in actions)
    assert not [action for action in actions if "workspace" in action["title"] or "safe fixes" in action["title"]]
    for title in (first, of_rule):
        edit = await resolved(sessions, file, title)
        assert edit["changeAnnotations"] == {"unsafe": {"label": "may change behaviour", "needsConfirmation": False}}
        edits = [one for change in edit["documentChanges"] for one in change["edits"]]
        assert {one["annotationId"] for one in edits} == {"unsafe"}


@pytest.mark.usefixtures("make_unsafe")
async def test_a_client_without_annotations_gets_plain_edits(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", SLEEPY, annotates_edits=False)
    edit = await resolved(sessions, file, (await offered(sessions, file))[0]["title"])
    assert edit.keys() == {"documentChanges"}
    assert "annotationId" not in str(edit)


UNFIXABLE = "pub fn first(bytes: &[u8]) -> u8 {\n    unsafe { *bytes.as_ptr() }\n}\n"


async def test_a_fix_that_is_only_shown_is_disabled_with_the_reason(sessions: list[Session], crate: Path) -> None:
    options = {"ignore": ["all"], "select": ["undocumented-unsafe"]}
    file = opened(sessions, crate / "src/lib.rs", UNFIXABLE, options=options)
    actions = await offered(sessions, file)
    (disabled,) = [action for action in actions if "disabled" in action]
    assert disabled is actions[-1]
    assert "the hover shows how" in disabled["disabled"]["reason"]
    assert not [action for action in await offered(sessions, file, is_automatic=True) if "disabled" in action]
    assert (await sessions[-1].actions.resolve(file, disabled)).get("edit") is None


async def test_a_fix_that_cannot_be_made_is_disabled_with_the_reason(
    sessions: list[Session], crate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rust_perf_analyzer.quickfix.fixer.fix_for", lambda *_: None)
    file = opened(sessions, crate / "src/main.rs", SLEEPY)
    (disabled,) = [action for action in await offered(sessions, file) if "disabled" in action]
    assert disabled["title"] == f"Fix `{RULE}`"
    assert "sure to compile" in disabled["disabled"]["reason"]


async def test_a_client_that_does_not_know_of_it_sees_nothing_disabled(sessions: list[Session], crate: Path) -> None:
    options = {"ignore": ["all"], "select": ["undocumented-unsafe"]}
    file = opened(sessions, crate / "src/lib.rs", UNFIXABLE, options=options, shows_disabled=False)
    assert not [action for action in await offered(sessions, file) if "disabled" in action]


async def test_a_comment_above_the_function_is_offered_within_one(sessions: list[Session], crate: Path) -> None:
    function = SLEEPY[SLEEPY.index("pub async") :]
    file = opened(sessions, crate / "src/main.rs", "impl Ä {\n    #[x]\n" + function + "}\n")
    edit = await resolved(sessions, file, f"Allow `{RULE}` in this function")
    (change,) = edit["documentChanges"]
    assert change["edits"][0]["newText"].strip() == f"// rust-perf: allow({RULE})"
    assert change["edits"][0]["range"]["start"] == {"line": 1, "character": 0}


async def test_a_rule_is_turned_off_in_the_settings_of_the_project(sessions: list[Session], crate: Path) -> None:
    (crate / "rust-perf.toml").write_text('# é😀\nignore = ["errors"]\n\n[severity]\nmissing-lto = "off"\n')
    file = opened(sessions, crate / "src/main.rs", SLEEPY)
    edit = await resolved(sessions, file, f"Turn off `{RULE}` in rust-perf.toml")
    (change,) = edit["documentChanges"]
    assert change["textDocument"]["uri"] == (crate / "rust-perf.toml").as_uri()
    assert [one["newText"] for one in change["edits"]] == [f'ignore = ["errors", "{RULE}"]\n']


async def test_the_settings_of_a_manifest_are_edited_there(sessions: list[Session], crate: Path) -> None:
    manifest = crate / "Cargo.toml"
    manifest.write_text(manifest.read_text() + '\n[package.metadata.rust-perf]\nselect = ["errors"]\n')
    file = opened(sessions, crate / "src/main.rs", SLEEPY)
    edit = await resolved(sessions, file, f"Turn off `{RULE}` in Cargo.toml")
    (change,) = edit["documentChanges"]
    assert change["textDocument"]["uri"] == manifest.as_uri()
    assert f'ignore = ["{RULE}"]' in change["edits"][0]["newText"]


async def test_settings_are_made_where_there_are_none(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", SLEEPY)
    edit = await resolved(sessions, file, f"Turn off `{RULE}` in rust-perf.toml")
    create, insert = edit["documentChanges"]
    assert create == {
        "kind": "create",
        "uri": (crate / "rust-perf.toml").as_uri(),
        "options": {"overwrite": False, "ignoreIfExists": False},
    }
    assert insert["edits"][0]["newText"] == f'ignore = ["{RULE}"]\n'


async def test_a_client_that_makes_no_files_is_not_offered_one(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", SLEEPY, creates_files=False)
    assert not [action for action in await offered(sessions, file) if "Turn off" in action["title"]]


@pytest.mark.parametrize("text", ["ignore = é", "ignore = 5", f'ignore = ["{RULE}x"', "\udcff"])
async def test_settings_that_cannot_be_read_are_not_edited(sessions: list[Session], crate: Path, text: str) -> None:
    (crate / "rust-perf.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    file = opened(sessions, crate / "src/main.rs", SLEEPY)
    assert await resolved(sessions, file, f"Turn off `{RULE}` in rust-perf.toml") == {}


async def test_without_resolving_only_actions_that_do_something_are_given(sessions: list[Session], crate: Path) -> None:
    file = opened(sessions, crate / "src/main.rs", TWICE, resolves_edits=False)
    actions = await offered(sessions, file)
    assert all("edit" in action for action in actions)
    assert len(await offered(sessions, file, is_automatic=True)) < len(actions)


@pytest.mark.parametrize("data", [None, 7, {}, {"revision": 0}, {"revision": 0, "what": "é", "rule": 5, "span": "x"}])
async def test_an_action_that_we_never_offered_has_no_edit(sessions: list[Session], crate: Path, data: Any) -> None:
    file = opened(sessions, crate / "src/main.rs", SLEEPY)
    if isinstance(data, dict) and "revision" in data:
        data = {**data, "revision": file.text_revision}
    assert "edit" not in await sessions[-1].actions.resolve(file, {"title": "é", "data": data})


BUILT_FOR = "Build for x86-64-v3 (programs end on processors from before 2013)"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """The manifest of a service without a configuration of cargo."""
    (tmp_path / "rust-perf.toml").write_text('ignore = ["all"]\nselect = ["generic-target-cpu"]\n')
    backend = Path(__file__).parents[1] / "rules" / "manifest" / "generic_target_cpu" / "backend"
    shutil.copytree(backend, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".cargo"))
    return tmp_path / "Cargo.toml"


async def test_a_fix_makes_the_file_that_it_needs(sessions: list[Session], service: Path) -> None:
    file = opened(sessions, service, service.read_text())
    edit = await resolved(sessions, file, f"{BUILT_FOR} (may change behaviour)")
    create, insert = edit["documentChanges"]
    made = (service.parent / ".cargo" / "config.toml").as_uri()
    assert (create["kind"], create["uri"], insert["textDocument"]["uri"]) == ("create", made, made)
    assert insert["edits"][0]["newText"].startswith("[target.x86_64-unknown-linux-gnu]\n")


async def test_a_fix_that_makes_a_file_is_only_for_clients_that_can(sessions: list[Session], service: Path) -> None:
    file = opened(sessions, service, service.read_text(), creates_files=False)
    actions = {action["title"]: action for action in await offered(sessions, file)}
    assert actions[BUILT_FOR]["disabled"] == {"reason": "it makes a file, and this editor cannot be asked to do that"}


async def test_the_fix_of_what_was_found_is_loaded_before_somebody_asks(
    sessions: list[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("rust_perf_analyzer.quickfix.fixer.load", loaded.append)
    opened(sessions, tmp_path / "lib.rs", TWICE)
    while not loaded:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    assert loaded == [RULE]
