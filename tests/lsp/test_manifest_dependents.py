"""What is typed in a manifest counts before it is saved: versions, lints, profiles, the allocator, features."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from .conftest import SLEEPY
from .editor import Editor, full_capabilities
from .waiting import TIMEOUT, until

PACKAGE = '[package]\nname = "chat"  # é😀\nversion = "0.1.0"\nedition = "2021"\n\n'
ROUTES = "".join(f'\n        .route("/{name}", get(rest))' for name in "abcdefgh")
ROUTER = f"use axum::{{routing::get, Router}};\n\npub fn routes() -> Router {{\n    Router::new(){ROUTES}\n}}\n"
BOXED = "pub struct Names {\n    pub all: Box<Vec<u8>>,\n}\n"
ADD = "pub fn add(one: u64, two: u64) -> u64 {\n    one.wrapping_add(two)\n}\n"
INLINE = f"#[inline]\n{ADD}\nfn main() {{\n    add(1, 2);\n}}\n"
FAST = 'lto = "fat"\ncodegen-units = 1\n'
THREADS = 'fn main() {\n    std::thread::spawn(|| vec![1]).join().ok();\n    println!("é😀");\n}\n'


async def until_said(editor: Editor, uri: str, rule: str, *, there: bool) -> None:
    """Waits until the last word on a document names a rule, or does not."""

    def rules() -> list[object]:
        return [one.code for one in editor.latest(uri) or []]

    await until(lambda: (rule in rules()) is there, rules)


async def opened(editor: Editor, crate: Path, manifest: str, source: str) -> tuple[str, str]:
    """The addresses of a manifest and of a source that say so, also on the disk; both are open."""
    (crate / "Cargo.toml").write_text(manifest)
    (crate / "src/main.rs").write_text(source)
    uris = (crate / "Cargo.toml").as_uri(), (crate / "src/main.rs").as_uri()
    await editor.open(uris[1], source)
    await editor.open(uris[0], manifest, "toml")
    return uris


@pytest.mark.parametrize(
    ("rule", "manifest", "source", "without", "with_it"),
    [
        ("axum-old-router", f'{PACKAGE}[dependencies]\naxum = "0.7"\n', ROUTER, '"0.7"', '"0.2"'),
        ("box-collection", f'{PACKAGE}[lints.clippy]\nbox_collection = "allow"\n', BOXED, '"allow"', '"warn"'),
        (
            "needless-inline",
            f"{PACKAGE}[profile.release]\n# here\n\n[package.metadata.rust-perf]\nselect = ['needless-inline']\n",
            INLINE,
            "# here\n",
            FAST,
        ),
    ],
    ids=["version", "lint", "profile"],
)
async def test_a_source_follows_each_keystroke(
    rule: str, manifest: str, source: str, without: str, with_it: str, editor: Editor, crate: Path
) -> None:
    toml, uri = await opened(editor, crate, manifest, source)
    await until_said(editor, uri, rule, there=False)
    editor.type(toml, without, with_it)
    await until_said(editor, uri, rule, there=True)
    editor.type(toml, with_it, without)
    await until_said(editor, uri, rule, there=False)


async def test_an_allocator_is_seen_before_it_is_saved(editor: Editor, crate: Path) -> None:
    (crate / ".cargo").mkdir()
    target = '# é😀\n[build]\ntarget = "x86_64-unknown-linux-musl"\n'
    (crate / ".cargo/config.toml").write_text(target)
    toml, _ = await opened(editor, crate, f"{PACKAGE}[dependencies]\naxum = '0.8'\n# here\n", THREADS)
    configuration = (crate / ".cargo/config.toml").as_uri()
    await editor.open(configuration, target, "toml")
    await until_said(editor, configuration, "musl-default-allocator", there=True)
    editor.type(toml, "# here", 'mimalloc = "0.1"')
    await until_said(editor, configuration, "musl-default-allocator", there=False)
    editor.type(toml, "mimalloc", "mimallod")
    await until_said(editor, configuration, "musl-default-allocator", there=True)


async def test_a_fix_asks_for_the_feature_that_the_open_manifest_lacks(bare_editor: Editor, crate: Path) -> None:
    edit = types.WorkspaceEditClientCapabilities(document_changes=True)
    workspace = types.WorkspaceClientCapabilities(workspace_edit=edit)
    await bare_editor.start(full_capabilities(workspace=workspace), root=crate)
    toml, uri = await opened(bare_editor, crate, f"{PACKAGE}[dependencies]\ntokio = {{ version = '1' }}\n", SLEEPY)
    bare_editor.type(toml, "'1' }", "'1', features = ['rt', 'é'] }")
    wanted = bare_editor.texts[toml].replace("['rt', 'é']", '["rt", "\\u00e9", "time"]')
    await until_fix_makes(wanted, bare_editor, uri, toml)
    bare_editor.type(toml, "'é'", "'time'")
    await until_fix_makes(bare_editor.texts[toml], bare_editor, uri, toml)


async def until_fix_makes(wanted: str, editor: Editor, uri: str, manifest: str) -> None:
    """Waits until the fix of a source makes this of the manifest, of which sources hear a while after it was typed."""
    made = ""
    async with asyncio.timeout(TIMEOUT):
        while made != wanted:
            fix, *_ = await editor.actions(uri, "std::thread", ["quickfix"])
            whole = await editor.client.code_action_resolve_async(fix)
            # What was offered before the source heard of it has no edit any more.
            made = editor.with_edit(manifest, whole.edit) if whole.edit is not None else ""
