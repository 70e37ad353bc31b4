"""What is kept of chains with the index holds no longer than what it was worked out from."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.engine import Analysis, analyse
from rust_perf_analyzer.analysis.finding import Finding
from rust_perf_analyzer.analysis.workspace.crates import crate_of, forget
from rust_perf_analyzer.analysis.workspace.index import Index
from rust_perf_analyzer.analysis.workspace.summary import summarise
from rust_perf_analyzer.analysis.workspace.targets import package_of
from rust_perf_analyzer.settings import Settings

from engine.indexes import built

PACKAGE = '[package]\nname = "app"\nedition = "2021"\n'
MAIN = "mod store;\nasync fn serve() {\n    store::load();\n}\n"
LOAD = "pub fn load() {\n    let id = 1;\n    std::thread::sleep(of(id));\n}\n"
QUERY = 'pub fn load() {\n    let found = db::Connection::open("of.db");\n}\n'


def made(folder: Path, manifest: str, store: str) -> Index:
    (folder / "src").mkdir()
    (folder / "Cargo.toml").write_text(manifest)
    (folder / "src/main.rs").write_text(MAIN)
    (folder / "src/store.rs").write_text(store)
    forget(folder)
    return built(str(folder))


def chains(folder: Path, index: Index) -> list[Finding]:
    path = folder / "src/main.rs"
    findings, failures = analyse(str(path), path.read_bytes(), crate_of(path), Settings(), index)
    assert failures == []
    return [finding for finding in findings if finding.rule == "blocking-call-chain"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("let id = 1;", "let id = one_more_than(0);"),
        ("pub fn", "// It stands elsewhere now.\n\npub fn"),
        ("pub fn", "#[inline]\npub fn"),
        ("sleep(of(id));", "sleep(of(id)); // and no longer"),
    ],
)
def test_a_source_is_told_where_it_stands_after_an_edit(tmp_path: Path, old: str, new: str) -> None:
    index = made(tmp_path, PACKAGE, LOAD)
    assert len(chains(tmp_path, index)) == 1
    path, text = tmp_path / "src/store.rs", LOAD.replace(old, new)
    path.write_text(text)
    index.put(str(path), summarise(text.encode()))
    kept = chains(tmp_path, index)
    assert kept == chains(tmp_path, built(str(tmp_path)))
    (place,) = [each for each in kept[0].related if "sleep" in text[each.span.start : each.span.end]]
    assert text[place.span.start : place.span.end] == "std::thread::sleep(of(id))"


def test_the_workspace_takes_another_package_under_the_same_name(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    whole = '[workspace]\nmembers = ["app"]\n[workspace.dependencies]\ndb = {{ version = "1", package = "{}" }}\n'
    (tmp_path / "Cargo.toml").write_text(whole.format("other"))
    index = made(folder, f"{PACKAGE}[dependencies]\ndb.workspace = true\n", QUERY)
    assert chains(folder, index) == []
    (tmp_path / "Cargo.toml").write_text(whole.format("rusqlite"))
    forget(tmp_path)
    package = package_of(folder / "Cargo.toml")
    assert package is not None
    index.set_packages([package])
    assert len(chains(folder, index)) == 1


def test_a_text_that_was_away_for_a_while_is_read_again(tmp_path: Path) -> None:
    index = made(tmp_path, PACKAGE, LOAD)
    path = tmp_path / "src/store.rs"
    path.unlink()
    assert chains(tmp_path, index) == []
    path.write_text(LOAD)
    index.put(str(path), summarise(LOAD.encode()))
    assert len(chains(tmp_path, index)) == 1


def test_words_that_were_sought_in_a_text_that_was_away_are_sought_again(tmp_path: Path) -> None:
    index = made(tmp_path, PACKAGE, LOAD)
    path, summary = tmp_path / "src/store.rs", summarise(LOAD.encode())
    path.unlink()
    held = index.file(str(path))
    assert held is not None
    assert held.mentioning("sleep") == ()
    path.write_text(LOAD)
    assert index.put(str(path), summary), "the same text, but now it is there"
    assert not index.put(str(path), summary)


def followed(folder: Path, file: str, before: str, after: str) -> tuple[list[Finding], list[Finding]]:
    """What an open `main.rs` says of chains after an edit of another file, and what it would say from scratch."""
    path, edited = folder / "src/main.rs", folder / file
    edited.write_text(before)
    index = built(str(folder))
    analysis = Analysis(str(path), path.read_bytes(), crate_of(path), Settings(), index=index)
    edited.write_text(after)
    index.put(str(edited), summarise(after.encode()))
    analysis.others_changed()
    while analysis.settle():
        pass
    kept = [finding for finding in analysis.findings() if finding.rule == "blocking-call-chain"]
    return kept, chains(folder, built(str(folder)))


def test_a_chain_outlives_new_bodies_on_its_way(tmp_path: Path) -> None:
    between = "mod disk;\npub fn load() {\n    disk::read();\n}\n"
    made(tmp_path, PACKAGE, between)
    (tmp_path / "src/store").mkdir()
    disk = LOAD.replace("load", "read")
    kept, fresh = followed(tmp_path, "src/store/disk.rs", disk, disk.replace("let id = 1;", "let id = 1 + 1;"))
    assert kept == fresh
    assert len(kept) == 1


def test_a_body_that_blocks_from_now_on_is_seen_though_its_name_was_known_to(tmp_path: Path) -> None:
    other = "pub mod aside {\n    pub fn load() {\n        std::thread::sleep(D);\n    }\n}\n"
    made(tmp_path, PACKAGE, other)
    kept, fresh = followed(tmp_path, "src/store.rs", f"{other}pub fn load() {{}}\n", f"{other}{LOAD}")
    assert kept == fresh
    assert len(kept) == 1


def test_who_asked_for_a_function_is_told_when_its_body_does_not_parse_any_more(tmp_path: Path) -> None:
    index = made(tmp_path, PACKAGE, LOAD)
    path, asked = tmp_path / "src/store.rs", ((), "load")
    before = index.file(str(path))
    assert before is not None
    assert len(before.items(*asked)) == 1
    told = before.fingerprint("items", asked)
    path.write_text(LOAD.replace("let id = 1;", "let id = 1; = ;"))
    index.put(str(path), summarise(path.read_bytes()))
    after = index.file(str(path))
    assert after is not None
    assert after.items(*asked) == ()
    assert after.fingerprint("items", asked) != told
