"""Whatever a run asks of the disk is among the things that must stay as they are for it to be replayed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.cache import inputs, seen
from rust_perf_analyzer.commands import caching

from .conftest import Run, write

ODD = {
    "web/src/bin/tool/main.rs": "fn main() {}\n",
    "web/build.rs": "fn main() {}\n",
    "web/.cargo/config.toml": "",
    "store/src/gone/mod.rs": "mod away;\n#[path = \"../../web/src/net.rs\"]\nmod net;\n",
    "scripts/build.sh": "cargo build --profile dist\n",
    ".github/workflows/ci.yml": "run: cargo build\n",
    ".cargo/config.toml": "",
}  # fmt: skip


@pytest.fixture
def asked(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of all paths whose state was asked for, with those before the first file was judged marked by `<`."""
    for name, text in ODD.items():
        write(name, text)(workspace)
    log = workspace.parent / "asked"
    log.touch()
    phase = ["<"]
    ask, known = os.stat, caching.Caching.known

    def noted(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
        if isinstance(path, str | os.PathLike):
            with log.open("a") as file:
                file.write(phase[0] + os.path.abspath(path) + "\n")  # noqa: PTH100
        return ask(path, *arguments, **options)

    def known_then_judged(self: caching.Caching, *arguments: Any) -> Any:
        monkeypatch.setattr(os, "stat", ask)
        found = known(self, *arguments)
        monkeypatch.setattr(os, "stat", noted)
        phase[0] = ">"
        return found

    def keep(self: caching.Caching, *arguments: Any) -> str:
        monkeypatch.setattr(os, "stat", ask)
        return kept(self, *arguments)

    def started(self: caching.Caching, *arguments: Any) -> None:
        start(self, *arguments)
        monkeypatch.setattr(os, "stat", noted)

    start, kept = caching.Caching.__init__, caching.Caching.keep
    monkeypatch.setattr(caching.Caching, "known", known_then_judged)
    monkeypatch.setattr(caching.Caching, "keep", keep)
    monkeypatch.setattr(caching.Caching, "__init__", started)
    return log


@pytest.mark.parametrize("words", [(), ("store",), ("web/src/net.rs",), ("web/Cargo.toml", "store/src")])
def test_nothing_is_asked_that_is_not_noted(run: Run, asked: Path, own_cache: Path, words: tuple[str, ...]):
    run("check", "--select", "all", *words)
    lines = set(asked.read_text().splitlines())
    assert any(line[0] == ">" and line.endswith("/src/main.rs") for line in lines)
    record = next(own_cache.glob("*/*/run-*")).read_text().splitlines()
    noted = {line.split("\t")[2]: line.split("\t")[0] for line in record if line.count("\t") == 2}
    assert not list(missing({line[1:] for line in lines}, noted))
    rows = next(own_cache.glob("*/*/findings")).read_text().splitlines()
    kept = {line.split("\t")[0].split(" ")[-1]: line.split('"')[1] for line in rows if "\t" in line}
    assert not list(missing({line[1:] for line in lines if line[0] == ">"}, kept))


def missing(asked: set[str], noted: dict[str, str]) -> Iterator[str]:
    """What was asked for and can change without a change in what was noted."""
    states = {path: (state, None) for path, state in noted.items()}
    for path in inputs.of_interest(dict.fromkeys(asked, seen.LOST)):
        above = [str(each) for each in Path(path).parents]
        known = path in noted or path + os.sep in noted or above[0].rstrip(os.sep) + os.sep in noted
        if not known and not any(each in states and seen.is_absent(states[each]) for each in above):
            yield path
