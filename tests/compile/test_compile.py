"""Every fixture is Rust that compiles, before and after its fix: rules are not tested on invented code.

All fixtures are modules of one crate, so that the dependencies are loaded once and a run takes seconds.
rustc stops early on the first kinds of error, which would let the other fixtures pass unseen: a fixture that
fails is taken out and the rest is checked again, until what is left compiles.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CRATE = Path(__file__).resolve().parent
LIBRARY = CRATE / "generated" / "lib.rs"
RULES = REPOSITORY / "tests" / "rules"
CACHE = REPOSITORY / ".cache"
CHAT_SERVER = REPOSITORY / "examples" / "chat-server"

FIXTURES = sorted(RULES.glob("*/*.rs"))
MANIFESTS = sorted(RULES.glob("manifest/*/*/Cargo.toml"))

ERROR_LEVELS = frozenset({"error", "error: internal compiler error"})


def under_rules(path: Path) -> str:
    """A test's id: the path as a person would name it."""
    return path.relative_to(RULES).as_posix()


@dataclass
class Build:
    """What one `cargo check` said: the compiler's diagnostics, and cargo's own words when it failed."""

    succeeded: bool
    diagnostics: list[dict[str, Any]]
    stderr: str

    def texts(self, levels: Iterable[str]) -> list[str]:
        return [str(each["rendered"]) for each in self.diagnostics if each["level"] in levels]


@dataclass
class Verdicts:
    """Errors by fixture, and the reason when no verdict could be reached for the rest."""

    errors: dict[Path, list[str]] = field(default_factory=dict)
    unfinished: str = ""


def target_directory() -> Path:
    """The caller's target directory, or one that survives between runs and that git ignores by itself."""
    if chosen := os.environ.get("CARGO_TARGET_DIR"):
        return Path(chosen)
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n")
    return CACHE / "compile-target"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the generated library: parallel test processes share it, and each rewrites it."""
    LIBRARY.parent.mkdir(exist_ok=True)
    with (LIBRARY.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def cargo(*arguments: str, at: Path, target: str = ".") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CARGO_TARGET_DIR": str(target_directory() / target)}
    return subprocess.run(["cargo", *arguments], cwd=at, env=environment, capture_output=True, text=True, check=False)


def check(workspace: Path, target: str = ".") -> Build:
    done = cargo("check", "--locked", "--workspace", "--message-format=json", at=workspace, target=target)
    lines = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
    diagnostics = [line["message"] for line in lines if line["reason"] == "compiler-message"]
    return Build(done.returncode == 0, diagnostics, done.stderr)


def write_library(fixtures: Iterable[Path]) -> None:
    """A module a fixture, and the table of sizes; an unchanged file keeps its time, so that cargo has nothing to do."""
    modules = [f'#[path = "../../rules/{under_rules(each)}"]\nmod {module_name(each)};\n' for each in fixtures]
    text = "#![allow(warnings)]\n" + "".join(modules) + '#[path = "../sizes.rs"]\nmod sizes;\n'
    if not LIBRARY.exists() or LIBRARY.read_text() != text:
        LIBRARY.write_text(text)


def module_name(fixture: Path) -> str:
    return re.sub(r"\W", "_", under_rules(fixture).removesuffix(".rs"))


def places(diagnostic: dict[str, Any]) -> Iterator[Path]:
    """The files a diagnostic names: primary spans first, and behind a macro the line that called it."""
    for span in sorted(diagnostic["spans"], key=lambda span: not span["is_primary"]):
        while span:
            yield (CRATE / span["file_name"]).resolve()
            span = (span["expansion"] or {}).get("span")
    for child in diagnostic["children"]:
        yield from places(child)


def errors_by_fixture(build: Build) -> dict[Path, list[str]]:
    known = set(FIXTURES)
    found: dict[Path, list[str]] = {}
    for diagnostic in build.diagnostics:
        fixture = next((place for place in places(diagnostic) if place in known), None)
        if fixture and diagnostic["level"] in ERROR_LEVELS:
            found.setdefault(fixture, []).append(str(diagnostic["rendered"]))
    return found


def judge(fixtures: list[Path]) -> Verdicts:
    verdicts = Verdicts()
    while True:
        write_library(each for each in fixtures if each not in verdicts.errors)
        build = check(CRATE)
        if build.succeeded:
            return verdicts
        found = errors_by_fixture(build)
        if not found:
            verdicts.unfinished = "".join(build.texts(ERROR_LEVELS)) or build.stderr
            return verdicts
        verdicts.errors |= found


@pytest.fixture(scope="session")
def installed_cargo() -> None:
    if shutil.which("cargo") is None:
        pytest.skip("cargo is not installed: the compile tests are skipped")


@pytest.fixture(scope="session")
def verdicts(installed_cargo: None) -> Verdicts:
    with alone():
        return judge(FIXTURES)


@pytest.mark.parametrize("fixture", FIXTURES, ids=under_rules)
def test_fixture_compiles(fixture: Path, verdicts: Verdicts) -> None:
    if errors := verdicts.errors.get(fixture):
        pytest.fail("\n".join(errors), pytrace=False)
    if verdicts.unfinished:
        pytest.fail(f"the build failed outside the fixtures:\n{verdicts.unfinished}", pytrace=False)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=under_rules)
def test_manifest_is_accepted(manifest: Path, installed_cargo: None) -> None:
    """cargo runs at the repository's root: a toolchain file in a case would make rustup download it."""
    where = ("--manifest-path", str(manifest))
    done = cargo("metadata", "--offline", "--no-deps", "--format-version", "1", *where, at=REPOSITORY)
    assert done.returncode == 0, done.stderr


def test_chat_server_compiles(installed_cargo: None) -> None:
    build = check(CHAT_SERVER)
    assert build.succeeded, build.stderr
    assert build.texts({"error", "warning"}) == []


def test_chat_server_compiles_with_all_fixes(installed_cargo: None, tmp_path: Path) -> None:
    """Every fix of the sample at once, the unsafe ones too: no error, and no warning that was not there.

    Cargo takes a copy of a workspace for the same one, so that it needs a target folder of its own.
    """
    sample = tmp_path / "chat-server"
    shutil.copytree(CHAT_SERVER, sample, ignore=shutil.ignore_patterns("target"))
    words = (sys.executable, "-P", "-m", "rust_perf_analyzer", "check", "--fix", "--unsafe-fixes", str(sample))
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    build = check(sample, target="fixed-sample")
    assert build.succeeded, build.stderr
    assert build.texts({"error", "warning"}) == []
