"""An installation is made once, made again where it is incomplete, and says why where it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from . import installing
from .installing import Absent, debian_program, once, run


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for installations that holds nothing yet."""
    monkeypatch.setattr(installing, "CACHE", tmp_path / "editors")
    return tmp_path / "editors"


def counting(runs: list[Path]) -> Callable[[Path], None]:
    def install(folder: Path) -> None:
        assert list(folder.iterdir()) == []
        (folder / "program").touch()
        runs.append(folder)

    return install


def test_what_is_installed_is_not_installed_again(cache: Path):
    runs: list[Path] = []
    folders = {once("vi", counting(runs)) for _ in range(2)}
    assert folders == {cache / "vi"}
    assert runs == [cache / "vi"]


def test_what_was_left_half_done_is_done_again(cache: Path):
    def interrupted(folder: Path) -> None:
        (folder / "half").touch()
        raise Absent("the network is down")

    runs: list[Path] = []
    with pytest.raises(Absent, match="network"):
        once("vi", interrupted)
    once("vi", counting(runs))
    assert runs == [cache / "vi"]


def test_an_installation_that_was_moved_is_made_again(cache: Path, monkeypatch: pytest.MonkeyPatch):
    runs: list[Path] = []
    once("vi", counting(runs))
    moved = cache.rename(cache.with_name("moved"))
    monkeypatch.setattr(installing, "CACHE", moved)
    once("vi", counting(runs))
    assert runs == [cache / "vi", moved / "vi"]


def test_a_step_that_fails_tells_its_last_words():
    assert run(["echo", "ready"]) == "ready\n"
    with pytest.raises(Absent, match=r"`sh -c .*` failed: no such suite"):
        run(["sh", "-c", "echo no such suite >&2; exit 3"])
    with pytest.raises(Absent, match="no-such-program"):
        run(["no-such-program"])


@pytest.mark.parametrize("ci", [None, ""])
def test_a_machine_is_left_as_it_is_unless_it_is_made_for_tests(ci: str | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(installing, "_needs_debian", lambda: None)
    monkeypatch.setattr(installing, "_is_installed", lambda package: package == "tmux")
    monkeypatch.setattr(installing, "run", lambda *_, **__: pytest.fail("something was run"))
    monkeypatch.delenv("CI", raising=False)
    if ci is not None:
        monkeypatch.setenv("CI", ci)
    with pytest.raises(Absent, match=r"no emacs .*`CI=1 make test`.*`apt-get install emacs-nox tmux`"):
        debian_program("emacs", "emacs-nox", "tmux")
