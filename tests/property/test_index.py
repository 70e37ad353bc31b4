"""Whatever happens to the files of a workspace: the index is what a fresh scan gives, and so are all findings."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engine.indexes import built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from property import made_workspaces as made
from property.telling_rule import rules_with_it
from rust_perf_analyzer.analysis import dispatch, severities
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


@pytest.fixture(autouse=True)
def _with_a_rule_that_tells(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = rules_with_it()
    for module in ("engine", "judge", "dispatch", "severities"):
        monkeypatch.setattr(f"rust_perf_analyzer.analysis.{module}.all_rules", lambda: known)
    _forget_rules()
    yield
    _forget_rules()


def _forget_rules() -> None:
    dispatch.dispatch_for.cache_clear()
    severities._ASKED_LAST.clear()


FIRST = (*made.APP, *made.CORE)
EVERY = (*FIRST, *made.SPARE)
ASKED = [(*path.split("::"), name) for path in ("crate", "crate::store", "core_lib", "kernel::io", "again", "super")
         for name in ("load", "Store")] + [("fetch",), ("Session",)]  # fmt: skip


class World:
    """A folder, an index that is told of each change in it, and some files open in an editor."""

    def __init__(self, folder: str, choose: random.Random) -> None:
        self.root = Path(folder).resolve()
        self.choose = choose
        made.write(self.root, {**made.manifests(choose), **{path: made.file_of(path, choose) for path in FIRST}})
        forget(self.root)
        self.index = built(str(self.root))
        opened = choose.sample(FIRST, 4)
        self.open = {str(self.root / path): self._analysis(str(self.root / path)) for path in opened}

    def _analysis(self, path: str) -> Analysis:
        return Analysis(path, Path(path).read_bytes(), crate_of(Path(path)), Settings(), index=self.index)

    def change(self) -> None:
        """One thing happens, and everybody is told."""
        kind = self.choose.choices(
            (self.edit, self.put, self.remove, self.move, self.settle_elsewhere), (10, 3, 1, 2, 1)
        )[0]
        kind()
        for analysis in self.open.values():
            analysis.others_changed()
        for analysis in self.open.values():
            while analysis.settle():
                pass

    def edit(self) -> None:
        """Somebody types, pastes or deletes something in a file, saved at once."""
        path = self.choose.choice(sorted(self.index))
        text = Path(path).read_bytes()
        start, end, new = self._an_edit(path, text)
        Path(path).write_bytes(text[:start] + new + text[end:])
        if path in self.open:
            self.open[path].edit([(start, end, new)])
            self._settle_own(path)
        else:
            self._refresh(path)

    def _settle_own(self, path: str) -> None:
        analysis = self.open[path]
        while analysis.settle():
            pass
        self.index.put(path, summarise(analysis.text) if analysis.broken else analysis.summary())

    def _an_edit(self, path: str, text: bytes) -> tuple[int, int, bytes]:
        lines = [0, *(i + 1 for i, byte in enumerate(text) if byte == 10)]
        at = self.choose.randrange(len(lines))
        line, after = lines[at], lines[min(at + 1, len(lines) - 1)]
        words = (*made.NAMES, *made.TYPES, "store", "core_lib", "async", "pub")
        word = self.choose.choice([word for word in words if word.encode() in text] or ["pub"])
        last = text.rfind(word.encode())
        where = text.index(word.encode(), self.choose.randrange(last + 1)) if last >= 0 else 0
        return self.choose.choice(
            (
                (line, line, made.piece_of(path, self.choose).encode()),
                (line, after, b""),
                (where, where + len(word) if last >= 0 else where, self.choose.choice(words).encode()),
                (where, where, b"x"),
            )
        )

    def put(self) -> None:
        """A file comes into being, or is written anew."""
        name = self.choose.choice(EVERY)
        path = str(self.root / name)
        made.write(self.root, {name: made.file_of(name, self.choose)})
        self._reopen(path)
        self._refresh(path)
        self._read_manifests()

    def remove(self) -> None:
        """A file goes."""
        self._gone(self.choose.choice(sorted(self.index)))
        self._read_manifests()

    def move(self) -> None:
        """A file gets another name."""
        path, name = self.choose.choice(sorted(self.index)), self.choose.choice(EVERY)
        text = Path(path).read_text()
        self._gone(path)
        made.write(self.root, {name: text})
        self._reopen(str(self.root / name))
        self._refresh(str(self.root / name))
        self._read_manifests()

    def settle_elsewhere(self) -> None:
        """The manifests say something else; who is open is judged from scratch, as its crate may be another."""
        made.write(self.root, made.manifests(self.choose))
        self._read_manifests()
        for path in self.open:
            self.open[path] = self._analysis(path)

    def _reopen(self, path: str) -> None:
        if path in self.open:
            self.open[path] = self._analysis(path)

    def _refresh(self, path: str) -> None:
        data = Path(path).read_bytes()
        self.index.put(path, summarise(data))

    def _gone(self, path: str) -> None:
        Path(path).unlink()
        self.open.pop(path, None)
        self.index.drop(path)

    def _read_manifests(self) -> None:
        forget(self.root)
        manifests = files_below([str(self.root)]).manifests
        self.index.set_packages(package for each in manifests if (package := package_of(Path(each))))


def tables(index: Index) -> Any:
    """All that the index knows, in an order that hangs on nothing."""
    return (
        dict(sorted(index.tree.homes.items())),
        {key: sorted(spots) for key, spots in index.tree._modules.items()},
        sorted(index.tree.problems),
        {key: sorted(paths) for key, paths in index._methods.items()},
        {key: sorted(paths) for key, paths in index._words.items()},
    )


def resolutions(index: Index) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    """What some names stand for in each file."""
    for path in sorted(index):
        own = index.file(path)
        assert own is not None
        names = Names(Ground(path, crate_of(Path(path)), own, index))
        yield from ((path, segments, resolve(segments, Scope(names, ()))) for segments in ASKED)


def compare(world: World) -> None:
    fresh = built(str(world.root))
    assert tables(world.index) == tables(fresh)
    assert list(resolutions(world.index)) == list(resolutions(fresh))
    for path, analysis in world.open.items():
        assert analysis.failures == []
        if not analysis.broken:
            scratch, failures = analyse(path, analysis.text, crate_of(Path(path)), Settings(), fresh)
            assert failures == []
            assert analysis.findings() == scratch, path


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_an_index_under_changes_equals_one_from_scratch(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder, random.Random(seed))
        compare(world)
        for _ in range(8):
            world.change()
            compare(world)


FILES = {
    "Cargo.toml": '[package]\nname = "app"\nedition = "2021"\n',
    "src/main.rs": "mod service;\nmod store;\nfn main() {\n    service::serve();\n}\n",
    "src/service.rs": "use crate::store::load;\n\npub fn serve() {\n    load(1);\n}\n\nfn aside() {\n    other();\n}\n",
    "src/store.rs": "pub fn load(id: u8) -> u8 {\n    read(id)\n}\n\nfn read(id: u8) -> u8 {\n    id\n}\n",
}


def _typed(tmp_path: Path, opened: str, typed: str, old: str, new: str) -> tuple[int, list[str], list[str]]:
    """How many verdicts of the open file are judged again after an edit in another; what is said before and after."""
    forget(tmp_path)
    made.write(tmp_path, FILES)
    index = built(str(tmp_path))
    path, other = str(tmp_path / opened), str(tmp_path / typed)
    analysis = Analysis(path, Path(path).read_bytes(), crate_of(Path(path)), Settings(), index=index)
    before = [finding.message for finding in analysis.findings()]
    Path(other).write_text(FILES[typed].replace(old, new))
    index.put(other, summarise(Path(other).read_bytes()))
    analysis.others_changed()
    while analysis.settle():
        pass
    return analysis.judged_again, before, [finding.message for finding in analysis.findings()]


def test_a_body_that_nobody_looks_into_has_nothing_judged_again(tmp_path: Path) -> None:
    again, before, after = _typed(tmp_path, "src/service.rs", "src/main.rs", "serve();\n", "serve();\n    drop(1);\n")
    assert before == after
    assert again == 1, "only `serve`, whose caller `main` is"
    again, before, after = _typed(tmp_path, "src/main.rs", "src/service.rs", "other();\n", "other();\n    more();\n")
    assert (again, before) == (0, after)


def test_a_signature_has_those_judged_again_that_asked_for_it(tmp_path: Path) -> None:
    again, before, after = _typed(
        tmp_path, "src/service.rs", "src/store.rs", "load(id: u8) -> u8", "load(id: u8) -> u16"
    )
    assert before != after
    assert again == 1
    again, before, after = _typed(tmp_path, "src/main.rs", "src/store.rs", "load(id: u8) -> u8", "load(id: u8) -> u16")
    assert before != after, "a chain is followed from file to file"
    assert again == 1


def test_another_name_for_a_function_has_its_callers_judged_again(tmp_path: Path) -> None:
    again, before, after = _typed(tmp_path, "src/service.rs", "src/store.rs", "fn load", "fn lend")
    assert before != after
    assert again == 1
