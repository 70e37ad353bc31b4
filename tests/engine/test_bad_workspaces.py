"""Workspaces that are broken, strange or far too large: no crash, no hang, and the rest is answered."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.engine import Analysis, analyse
from rust_perf_analyzer.analysis.facts.code.ground import Ground
from rust_perf_analyzer.analysis.facts.code.names import Names
from rust_perf_analyzer.analysis.facts.code.paths import resolve
from rust_perf_analyzer.analysis.facts.code.scope import Scope
from rust_perf_analyzer.analysis.workspace.building import files_below
from rust_perf_analyzer.analysis.workspace.crates import crate_of, forget
from rust_perf_analyzer.analysis.workspace.index import Index
from rust_perf_analyzer.analysis.workspace.summary import summarise
from rust_perf_analyzer.analysis.workspace.targets import package_of
from rust_perf_analyzer.settings import Settings

from engine.indexes import built

MANIFEST = '[package]\nname = "app"\nedition = "2021"\n'
BAD = "pub async fn go(d: D) {\n    std::thread::sleep(d);\n}\n"
LOAD = "pub fn load(id: u8) {\n    std::thread::sleep(std::time::Duration::from_secs(5));\n}\n"
HOLDS = "pub async fn holds() {\n    load(1);\n    done().await;\n}\n"
SLOW = 20.0
"""Seconds of the processor: many times what is needed, and far from what anything that grows without end would take."""


def made(folder: Path, files: dict[str, str | bytes]) -> Index:
    for name, text in {"Cargo.toml": MANIFEST, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    forget(folder)
    return built(str(folder))


def rules_found(folder: Path, index: Index) -> dict[str, list[str]]:
    """The rules that fire in each file, in bounded time, and none that fails."""
    begun = time.process_time()
    found: dict[str, list[str]] = {}
    for path in sorted(index):
        findings, failures = analyse(path, Path(path).read_bytes(), crate_of(Path(path)), Settings(), index)
        assert failures == []
        found[str(Path(path).relative_to(folder))] = [finding.rule for finding in findings]
    assert time.process_time() - begun < SLOW
    return found


def meaning(index: Index, path: Path, written: str) -> str | None:
    own = index.file(str(path))
    assert own is not None
    return resolve(tuple(written.split("::")), Scope(Names(Ground(str(path), crate_of(path), own, index)), ()))


def test_missing_modules_leave_the_others_known(tmp_path: Path) -> None:
    text = f'mod gone;\n#[path = "nowhere/else.rs"]\nmod lost;\nmod store;\nuse store::load;\n{HOLDS}'
    index = made(tmp_path, {"src/main.rs": text, "src/store.rs": LOAD})
    assert rules_found(tmp_path, index)["src/main.rs"] == ["blocking-call-chain"]
    assert meaning(index, tmp_path / "src/main.rs", "gone::load") == "self::gone::load"


def test_modules_in_a_circle_are_told_once(tmp_path: Path) -> None:
    index = made(
        tmp_path,
        {
            "src/main.rs": "mod a;\nfn main() {}\n",
            "src/a.rs": f'#[path = "main.rs"]\nmod b;\n#[path = "a.rs"]\nmod c;\n#[path = "a.rs"]\nmod d;\n{BAD}',
        },
    )
    assert rules_found(tmp_path, index)["src/a.rs"] == ["blocking-sleep-in-async"]
    paths = [Path(path).name for path, _ in index.tree.problems]
    assert sorted(paths) == ["a.rs", "main.rs"]
    assert all("module of itself" in message for _, message in index.tree.problems)


def test_paths_that_lead_to_the_same_files_again_and_again_do_not_multiply(tmp_path: Path) -> None:
    twice = '#[path = "f{0}.rs"]\nmod a;\n#[path = "f{0}.rs"]\nmod b;\n'
    files: dict[str, str | bytes] = {f"src/f{i}.rs": twice.format(i + 1) + BAD for i in range(40)}
    index = made(tmp_path, {**files, "src/main.rs": '#[path = "f0.rs"]\nmod first;\n'})
    begun = time.process_time()
    problems = index.tree.problems
    assert time.process_time() - begun < SLOW
    assert len(problems) == len({path for path, _ in problems}) > 0
    assert all(
        rules == ["blocking-sleep-in-async"] for name, rules in rules_found(tmp_path, index).items() if "f" in name
    )


def test_two_files_for_one_module_are_told_once(tmp_path: Path) -> None:
    index = made(
        tmp_path,
        {
            "src/lib.rs": f"mod store;\nuse store::load;\n{HOLDS}",
            "src/main.rs": "mod store;\n",
            "src/store.rs": LOAD,
            "src/store/mod.rs": "pub fn other() {}\n",
        },
    )
    assert [Path(path).name for path, _ in index.tree.problems] == ["mod.rs"]
    assert rules_found(tmp_path, index)["src/lib.rs"] == ["blocking-call-chain"]


def test_links_are_not_followed_around(tmp_path: Path) -> None:
    index = made(tmp_path, {"src/main.rs": BAD})
    try:
        (tmp_path / "src/again").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "src/itself.rs").symlink_to(tmp_path / "src/itself.rs")
    except OSError:
        pytest.skip("no links here")
    found = files_below([str(tmp_path)])
    assert (found.sources, found.problems) == ([str(tmp_path / "src/main.rs")], [])
    assert sorted(built(str(tmp_path))) == sorted(index)


def test_a_folder_that_cannot_be_read_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, {"src/main.rs": BAD, "src/secret/key.rs": BAD})
    secret, scan = str(tmp_path / "src/secret"), os.scandir

    def refused(path: str) -> object:
        if path == secret:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = files_below([str(tmp_path), str(tmp_path / "src")])
    assert found.problems == [(secret, "Permission denied")]
    assert found.sources == [str(tmp_path / "src/main.rs")]


def test_a_crate_outside_of_the_folder_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "other/src").mkdir(parents=True)
    (tmp_path / "other/src/lib.rs").write_text(LOAD)
    (tmp_path / "other/Cargo.toml").write_text('[package]\nname = "other"\n')
    manifest = f'{MANIFEST}[dependencies]\nother = {{ path = "../other" }}\n'
    folder = tmp_path / "app"
    index = made(folder, {"Cargo.toml": manifest, "src/main.rs": f"use other::load;\n{HOLDS}"})
    assert rules_found(folder, index) == {"src/main.rs": []}
    assert meaning(index, folder / "src/main.rs", "load") == "other::load"


def test_a_file_that_changed_behind_our_back_is_silent_until_it_is_told(tmp_path: Path) -> None:
    main, store = tmp_path / "src/main.rs", tmp_path / "src/store.rs"
    index = made(tmp_path, {"src/main.rs": f"mod store;\nuse store::load;\n{HOLDS}", "src/store.rs": LOAD})
    store.write_text("// another\n" + LOAD)
    analysis = Analysis(str(main), main.read_bytes(), crate_of(main), Settings(), index=index)
    assert analysis.findings() == []
    assert index.put(str(store), summarise(store.read_bytes()))
    analysis.others_changed()
    while analysis.settle():
        pass
    assert [finding.rule for finding in analysis.findings()] == ["blocking-call-chain"]


def test_a_file_that_is_as_it_was_again_is_read_again(tmp_path: Path) -> None:
    main, store = tmp_path / "src/main.rs", tmp_path / "src/store.rs"
    index = made(tmp_path, {"src/main.rs": f"mod store;\nuse store::load;\n{HOLDS}", "src/store.rs": LOAD})
    store.unlink()
    analysis = Analysis(str(main), main.read_bytes(), crate_of(main), Settings(), index=index)
    assert analysis.findings() == []
    store.write_text(LOAD)
    assert index.put(str(store), summarise(store.read_bytes())), "what was asked in between had no answer"
    assert not index.put(str(store), summarise(store.read_bytes()))
    analysis.others_changed()
    while analysis.settle():
        pass
    assert [finding.rule for finding in analysis.findings()] == ["blocking-call-chain"]


def test_items_that_share_a_line_are_read_apart(tmp_path: Path) -> None:
    line = f"pub fn one() {{}} {' '.join(LOAD.split())} pub fn two() {{}}\n"
    index = made(tmp_path, {"src/main.rs": f"mod store;\nuse store::load;\n{HOLDS}", "src/store.rs": line})
    assert rules_found(tmp_path, index)["src/main.rs"] == ["blocking-call-chain"]
    (tmp_path / "src/main.rs").write_text(f"mod store;\nuse store::inner::load;\n{HOLDS}")
    index = made(tmp_path, {"src/store.rs": f"pub mod inner {{ {line.strip()} }}\n"})
    assert rules_found(tmp_path, index)["src/main.rs"] == ["blocking-call-chain"]


def test_invalid_utf_8_is_a_text_like_others(tmp_path: Path) -> None:
    text = b"// \xff\xfe\nuse std::\xff::x;\nmod \xff;\nfn \xff\xfe() {}\n" + BAD.encode()
    index = made(tmp_path, {"src/main.rs": text, "src/lib.rs": '#[path = "\\u{0}"] mod x;\n' + BAD})
    assert rules_found(tmp_path, index) == {name: ["blocking-sleep-in-async"] for name in ("src/lib.rs", "src/main.rs")}


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "not [ toml",
        "[package]\n",
        "[package]\nname = 5\nedition = []\nautobins = 1\nbuild = {}\n",
        f"{MANIFEST}lib = 1\n",
        f"{MANIFEST}[lib]\npath = 7\nname = []\n",
        f'{MANIFEST}[lib]\npath = "\\u0000"\n[[bin]]\npath = "/"\n',
        f'{MANIFEST}[[bin]]\npath = "../../../../../../../outside.rs"\n',
        f"{MANIFEST}[dependencies]\ntokio = []\nother = {{ package = 1, path = 2, features = 3 }}\n",
        f"{MANIFEST}[target]\nx = 1\n[target.y]\ndependencies = 2\n",
        f'{MANIFEST}[workspace]\nmembers = ["gone", "*", "**/**/*", "../..", "", 5]\nexclude = 1\n',
        "[workspace]\nmembers = 5\n",
        '[[package]]\nname = "x"\n',
        "\ufeff" + MANIFEST,
    ],
)
def test_a_manifest_of_any_kind_leaves_the_files_judged(tmp_path: Path, manifest: str) -> None:
    index = made(tmp_path, {"Cargo.toml": manifest, "src/main.rs": f"mod store;\n{BAD}", "src/store.rs": LOAD})
    assert rules_found(tmp_path, index)["src/main.rs"] == ["blocking-sleep-in-async"]
    assert index.tree.problems == []


def test_a_folder_without_a_manifest_is_judged_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "main.rs").write_text(BAD)
    index = built(str(tmp_path))
    assert rules_found(tmp_path, index) == {"main.rs": ["blocking-sleep-in-async"]}
    assert index.tree.homes == {}


def test_of_two_packages_of_one_name_the_first_is_meant(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"Cargo.toml": '[workspace]\nmembers = ["*"]\n'}
    for folder in ("b", "a"):
        files |= {f"{folder}/Cargo.toml": '[package]\nname = "twin"\n', f"{folder}/src/lib.rs": LOAD}
    files["user/Cargo.toml"] = '[package]\nname = "user"\n[dependencies]\ntwin = "1"\n'
    index = made(tmp_path, {**files, "user/src/main.rs": f"use twin::load;\n{HOLDS}"})
    assert rules_found(tmp_path, index)["user/src/main.rs"] == ["blocking-call-chain"]
    library = index.answer("library", (str(tmp_path / "user/src/main.rs"), "twin"))
    packages = [package for each in ("b", "a", "user") if (package := package_of(tmp_path / each / "Cargo.toml"))]
    index.set_packages(())
    index.set_packages(packages)
    assert index.answer("library", (str(tmp_path / "user/src/main.rs"), "twin")) == library
    assert library == str(tmp_path / "a/src/lib.rs")


@pytest.mark.parametrize(
    "text",
    [
        "use a::b as c;\nuse c as d;\nuse d as a;\nuse c::load;\n"
        "mod a { pub use crate::c::x as b; pub use super::*; }\n",
        "use load as load;\nuse self::load as again;\nuse self as own;\nuse again::load;\n",
        "pub use self::*;\npub use crate::*;\nmod a { pub use super::*; pub use super::b::*; }\n"
        "mod b { pub use super::a::*; }\n",
        "type A = B;\ntype B = C;\ntype C = A;\nasync fn f(a: A) { a.lock().unwrap(); g().await; }\n",
        "type L<T> = Option<Box<L<Vec<T>>>>;\nstruct N<T> { next: N<N<T>>, l: L<T> }\n"
        "impl N<u8> { async fn f(&self) { self.next.next.f().await; self.l.lock(); self.f().await; } }\n",
        "trait A: B { fn f(&self) { self.f() } }\ntrait B: A {}\n"
        "impl A for dyn B {}\nfn g(a: &dyn A) { a.f(); g(a) }\n",
        "fn a() -> A { b() }\nfn b() -> A { c() }\nfn c() -> A { a() }\n"
        "async fn f() { a().lock().unwrap(); g().await; }\n",
    ],
)  # fmt: skip
def test_what_leads_back_to_itself_ends(tmp_path: Path, text: str) -> None:
    index = made(tmp_path, {"src/main.rs": f"mod other;\n{text}{BAD}", "src/other.rs": f"pub use super::*;\n{HOLDS}"})
    assert rules_found(tmp_path, index)["src/main.rs"] == ["blocking-sleep-in-async"]
    for name in ("load", "a::load", "c::load", "missing"):
        meaning(index, tmp_path / "src/main.rs", name)


def test_a_thousand_modules_within_one_another(tmp_path: Path) -> None:
    inline = "".join(f"mod m{i} {{ pub fn f{i}() {{}}\n" for i in range(300)) + BAD + "}" * 300
    files: dict[str, str | bytes] = {
        f"src/{'m/' * i}m.rs": f"pub mod m;\npub fn at{i}() {{}}\n{BAD}" for i in range(150)
    }
    index = made(tmp_path, {**files, "src/main.rs": "mod m;\nmod inline;\nfn main() {}\n", "src/inline.rs": inline})
    assert all(
        rules == ["blocking-sleep-in-async"] for name, rules in rules_found(tmp_path, index).items() if "m.rs" in name
    )
    assert meaning(index, tmp_path / "src/main.rs", "m::m::m::at2") == "crate::m::m::m::at2"


def test_fifty_thousand_lines(tmp_path: Path) -> None:
    index = made(tmp_path, {"src/main.rs": "fn f() {\n    g();\n}\n" * 16_700 + BAD})
    assert rules_found(tmp_path, index)["src/main.rs"] == ["blocking-sleep-in-async"]


def test_many_of_one_name_do_not_multiply(tmp_path: Path) -> None:
    """Twice the files are about twice the work: a name over files, methods of one type, globs of one module."""
    spent: list[float] = []
    for count in (150, 600):
        folder = tmp_path / str(count)
        mods = "".join(f"mod m{i};\nuse m{i}::*;\n" for i in range(count))
        files: dict[str, str | bytes] = {
            f"src/m{i}.rs": "use crate::S;\npub use crate::*;\nimpl S {\n    pub fn get(&self) {\n        self.get();\n"
            "    }\n}\n"
            "pub fn load(s: &S) {\n    s.get();\n    missing(load(s));\n}\n"
            for i in range(count)
        }
        begun = time.process_time()
        index = made(folder, {**files, "src/main.rs": f"{mods}pub struct S;\nfn main() {{\n    load(&S);\n}}\n"})
        rules_found(folder, index)
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0] + 1, "four times as many files"
