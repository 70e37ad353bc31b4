"""The model says what cargo does: it accepts each fixture, and gives rustc the flags that the model expects.

Cargo only shows how it would call rustc. A wrapper in the compiler's place ends there, so that nothing is built.
"""

from __future__ import annotations

import os
import platform
import re
import shlex
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.analysis.workspace.cargo.flags import codegen_flags
from rust_perf_analyzer.analysis.workspace.cargo.model import workspace_around
from rust_perf_analyzer.analysis.workspace.cargo.packages import parsed
from rust_perf_analyzer.analysis.workspace.cargo.profiles import Profiles
from rust_perf_analyzer.settings import Settings

FIXTURES = Path(__file__).parents[1] / "rules" / "manifest"
SECONDS = 300
# Asked what it is, it answers; asked to compile the program, it ends.
WRAPPER = '#!/bin/sh\ncase "$*" in *"--crate-name app "*) exit 1;; esac\nexec "$@"\n'
APP = '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n'
DEPENDENCY = '[package]\nname = "dep"\nversion = "0.1.0"\nedition = "2021"\n'
HOST = f"{platform.machine()}-unknown-linux-gnu"
KEYS = ("opt-level", "lto", "codegen-units", "panic", "strip")
CONFIG = ".cargo/config.toml"
WORKFLOW = ".github/workflows/release.yml"


class Case(NamedTuple):
    """A workspace: what its root manifest says besides the package, its other files, and what is built how."""

    profiles: str
    files: Mapping[str, str] = {}
    build: str = "release"
    environment: Mapping[str, str] = {}


CASES = {
    "nothing is set": Case(""),
    "the development profile": Case("[profile.release]\nlto = true\n", build="dev"),
    "a development profile with values": Case("[profile.dev]\nopt-level = 1\npanic = 'abort'\n", build="dev"),
    "all keys": Case("[profile.release]\nlto='thin'\ncodegen-units=1\npanic='abort'\nopt-level=2\nstrip='symbols'\n"),
    "other spellings": Case("[profile.release]\nlto = true\nstrip = true\nopt-level = 's'\npanic = 'unwind'\n"),
    "switched off": Case("[profile.release]\nlto = 'off'\nstrip = false\nopt-level = 0\n"),
    "false is not off": Case("[profile.release]\nlto = false\nstrip = 'none'\nopt-level = 'z'\n"),
    "debug symbols only": Case("[profile.release]\nstrip = 'debuginfo'\nlto = 'fat'\n"),
    "dotted keys": Case("[profile]\nrelease.lto = 'thin'\nrelease.codegen-units = 4\n"),
    "an inline table": Case("[profile]\nrelease = { lto = 'fat', panic = 'abort' }\n"),
    "underscores are other keys": Case("[profile.release]\ncodegen_units = 1\nopt_level = 1\n"),
    "benchmarks and tests are apart": Case("[profile.bench]\nlto = true\n[profile.test]\nopt-level = 2\n"),
    "a custom profile": Case(
        "[profile.release]\nlto = 'thin'\npanic = 'abort'\n[profile.dist]\ninherits = 'release'\nlto = 'fat'\n",
        build="dist",
    ),
    "release beside a custom profile": Case("[profile.dist]\ninherits = 'release'\nlto = 'fat'\n"),
    "a chain of three": Case(
        "[profile.release]\nstrip = true\n[profile.a]\ninherits = 'release'\ncodegen-units = 1\nlto = 'thin'\n"
        "[profile.b]\ninherits = 'a'\nlto = false\n[profile.c]\ninherits = 'b'\npanic = 'abort'\n",
        build="c",
    ),
    "out of the development profile": Case(
        "[profile.release]\nlto = true\n[profile.quick]\ninherits = 'dev'\ncodegen-units = 2\n", build="quick"
    ),
    "overrides of dependencies": Case(
        "[profile.release.package.dep]\nopt-level = 1\ncodegen-units = 1\n"
        "[profile.release.package.'*']\nopt-level = 's'\n"
        "[profile.release.build-override]\nopt-level = 2\n[dependencies]\ndep = { path = 'dep' }\n",
        {"dep/Cargo.toml": DEPENDENCY, "dep/src/lib.rs": ""},
    ),
    "a member's profile": Case(
        "[workspace]\nmembers = ['dep']\n[profile.release]\ncodegen-units = 8\n",
        {"dep/Cargo.toml": f"{DEPENDENCY}[profile.release]\nlto = true\n", "dep/src/lib.rs": ""},
    ),
    "configuration wins": Case(
        "[profile.release]\nlto = 'thin'\ncodegen-units = 1\n", {CONFIG: "[profile.release]\nlto = 'fat'\n"}
    ),
    "configuration without extension wins": Case(
        "", {CONFIG: "profile.release.lto = 'fat'\n", ".cargo/config": "profile.release.lto = 'thin'\n"}
    ),
    "a profile of the configuration": Case(
        "[profile.release]\nstrip = true\n",
        {CONFIG: "[profile.ship]\ninherits = 'release'\ncodegen-units = 1\n"},
        build="ship",
    ),
    "configuration of what is inherited from": Case(
        "[profile.dist]\ninherits = 'release'\nlto = 'thin'\n",
        {CONFIG: "[profile.release]\nlto = 'fat'\npanic = 'abort'\n"},
        build="dist",
    ),
    "configuration names another parent": Case(
        "[profile.a]\ninherits = 'release'\nlto = 'fat'\n[profile.dist]\ninherits = 'release'\n",
        {CONFIG: "[profile.dist]\ninherits = 'a'\n"},
        build="dist",
    ),
    "configuration of a member": Case(
        "[workspace]\nmembers = ['dep']\n",
        {
            "dep/Cargo.toml": DEPENDENCY,
            "dep/src/lib.rs": "",
            "dep/.cargo/config.toml": "[profile.release]\nlto = true\n",
        },
    ),
    "the environment wins": Case(
        "[profile.release]\nlto = 'thin'\n",
        {
            CONFIG: "[profile.release]\ncodegen-units = 8\n",
            WORKFLOW: "env:\n  CARGO_PROFILE_RELEASE_LTO: fat\n  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: 1\n",
        },
        environment={"CARGO_PROFILE_RELEASE_LTO": "fat", "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "1"},
    ),
    "the environment of a custom profile": Case(
        "[profile.max-perf]\ninherits = 'release'\n",
        {WORKFLOW: "env:\n  CARGO_PROFILE_MAX_PERF_PANIC: abort\n  CARGO_PROFILE_MAX_PERF_LTO: true\n"},
        build="max-perf",
        environment={"CARGO_PROFILE_MAX_PERF_PANIC": "abort", "CARGO_PROFILE_MAX_PERF_LTO": "true"},
    ),
    "the environment of what is inherited from": Case(
        "[profile.release]\nlto = false\n[profile.dist]\ninherits = 'release'\nstrip = true\n",
        {WORKFLOW: "env:\n  CARGO_PROFILE_RELEASE_LTO: thin\n  CARGO_PROFILE_RELEASE_STRIP: none\n"},
        build="dist",
        environment={"CARGO_PROFILE_RELEASE_LTO": "thin", "CARGO_PROFILE_RELEASE_STRIP": "none"},
    ),
    "flags of the configuration": Case(
        "[profile.release]\ncodegen-units = 16\n",
        {CONFIG: "build.rustflags = ['-Ccodegen-units=1', '-C', 'panic=abort']\n"},
    ),
    "flags of this machine's target exclude those of all": Case(
        "", {CONFIG: f"build.rustflags = ['-Cpanic=abort']\ntarget.{HOST}.rustflags = ['-Cdebuginfo=0']\n"}
    ),
    "flags of all targets beside those of this machine's": Case(
        "",
        {CONFIG: f"target.{HOST}.rustflags = []\n[target.'cfg(all())']\nrustflags = ['-Cpanic=abort']\n"},
    ),
    "flags as one text": Case("", {CONFIG: "[build]\nrustflags = '-C panic=abort --codegen codegen-units=2'\n"}),
    "an empty list of flags": Case("", {CONFIG: "build.rustflags = []\ntarget.'cfg(all())'.rustflags = []\n"}),
    "the last of several flags": Case("", {CONFIG: "build.rustflags = ['-Ccodegen-units=2', '-Ccodegen-units=4']\n"}),
    "flags of a target exclude those of all": Case(
        "", {CONFIG: "build.rustflags = ['-Cpanic=abort']\n[target.'cfg(all())']\nrustflags = '-C codegen-units=1'\n"}
    ),
}


REFUSED = {
    "a switch in quotes": ("[profile.release]\nlto = 'true'\n", "lto = 'true'"),
    "no form of lto": ("[profile.release]\nlto = 'thick'\n", "lto = 'thick'"),
    "a number for a switch": ("[profile.release]\nincremental = 1\n", "incremental = 1"),
    "no units": ("[profile.release]\ncodegen-units = 0\n", "codegen-units = 0"),
    "units in quotes": ("[profile.release]\ncodegen-units = '1'\n", "codegen-units = '1'"),
    "no way to panic": ("[profile.release]\npanic = 'none'\n", "panic = 'none'"),
    "panic as a list": ("[profile.release]\npanic = []\n", "panic = []"),
    "a level too high": ("[profile.release]\nopt-level = 4\n", "opt-level = 4"),
    "a level in quotes": ("[profile.release]\nopt-level = '3'\n", "opt-level = '3'"),
    "too much to strip": ("[profile.release]\nstrip = 'all'\n", "strip = 'all'"),
    "no kind of debug information": ("[profile.release]\ndebug = 'some'\n", "debug = 'some'"),
    "lto of one package": ("[profile.release.package.app]\nlto = true\n", "lto = true"),
    "panic of build scripts": ("[profile.release]\nbuild-override.panic = 'abort'\n", "build-override.panic = 'abort'"),
    "a profile out of nothing": ("[profile.dist]\nlto = true\n", "[profile.dist]"),
    "an unknown parent": ("[profile.dist]\ninherits = 'relase'\n", "inherits = 'relase'"),
    "a parent of release": ("[profile.release]\ninherits = 'dev'\n", "inherits = 'dev'"),
    "a profile of itself": ("[profile.dist]\ninherits = 'dist'\n", "inherits = 'dist'"),
    "a word for a profile": ("[profile]\nrelease = 'fast'\n", "release = 'fast'"),
}
"""What cargo does not build, with what is blamed for it."""
CYCLE = "[profile.a]\ninherits = 'b'\n[profile.b]\ninherits = 'a'\n"
TAKEN = (
    "[profile.release]\nlto = 'off'\ncodegen-units = 3\nopt-level = 'z'\nstrip = 'debuginfo'\ndebug = 'limited'\n"
    "rpath = false\nsplit-debuginfo = 'packed'\nunheard-of = 1\n[profile.release.package.'*']\nopt-level = 0\n"
    "[profile.release.build-override]\ncodegen-units = 2\n[profile.bench]\nlto = 'n'\n"
    "[profile.dist]\ninherits = 'bench'\n"
)


@pytest.fixture(scope="module")
def cargo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a cargo that reads no settings of this machine; skipped, and said so, where there is none."""
    if shutil.which("cargo") is None:
        warnings.warn("cargo is not installed: the model is NOT compared with it", stacklevel=2)
        pytest.skip("cargo is not installed")
    home = tmp_path_factory.mktemp("cargo")
    wrapper = home / "rustc"
    wrapper.write_text(WRAPPER)
    wrapper.chmod(0o755)
    foreign = re.compile("CARGO_(PROFILE|BUILD|TARGET|ENCODED)_?.*|RUSTFLAGS|RUSTC.*")
    inherited = {name: value for name, value in os.environ.items() if not foreign.fullmatch(name)}
    own = {"CARGO_HOME": home, "CARGO_TARGET_DIR": home / "target", "RUSTC_WRAPPER": wrapper}
    # Rustup looks for its toolchains beside cargo's home.
    return {"RUSTUP_HOME": str(Path.home() / ".rustup"), **inherited, **{key: str(value) for key, value in own.items()}}


def run(folder: Path, environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["cargo", *words, "--offline"], cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS
    )


@pytest.mark.parametrize("rule", sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()))
def test_cargo_accepts_each_fixture(rule: str, cargo: dict[str, str], tmp_path: Path) -> None:
    for case in sorted((FIXTURES / rule).iterdir()):
        placed = tmp_path / case.name
        # Toolchains are asked of rustup, which would have to download them.
        shutil.copytree(case, placed, ignore=shutil.ignore_patterns("rust-toolchain*"))
        ran = run(placed, cargo, "metadata", "--no-deps", "--format-version=1", "--quiet")
        assert ran.returncode == 0, f"{case.name}: {ran.stderr}"


@pytest.mark.parametrize("name", CASES)
def test_rustc_gets_the_flags_that_the_model_expects(name: str, cargo: dict[str, str], tmp_path: Path) -> None:
    case = CASES[name]
    files = {"Cargo.toml": APP + case.profiles, "src/main.rs": "fn main() {}\n", ".git/HEAD": "", **case.files}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    ran = run(tmp_path, {**cargo, **case.environment}, "build", "-v", "--profile", case.build)
    calls = [line for line in ran.stderr.splitlines() if "--crate-name app " in line and "Running `" in line]
    assert len(calls) == 1, ran.stderr
    given = {flag.name: flag.value for flag in codegen_flags(shlex.split(calls[0].partition("`")[2].rstrip("`")))}
    workspace = workspace_around(tmp_path, parsed((tmp_path / "Cargo.toml").read_bytes()))
    assert {key: given.get(key) for key in KEYS} == expected(workspace.profiles, case.build)


def expected(profiles: Profiles, profile: str) -> dict[str, str | None]:
    """How cargo would spell the values of the model as flags."""
    values = {key: [profiles.setting(profile, key), *profiles.overrides(profile, key)][-1] for key in KEYS}
    is_quick = profile in ("dev", "quick")
    level = values["opt-level"] if values["opt-level"] is not None else 0 if is_quick else 3
    strip = {True: "symbols", False: None, "none": None}.get(values["strip"], values["strip"])
    return {
        "opt-level": None if level == 0 else str(level),
        "lto": {True: "", False: None, "fat": "fat"}.get(values["lto"], values["lto"]),
        "codegen-units": None if values["codegen-units"] is None else str(values["codegen-units"]),
        "panic": None if values["panic"] == "unwind" else values["panic"],
        # Without any debug information asked for, what the standard library has of it is stripped.
        "strip": "debuginfo" if values["strip"] is None and not is_quick else strip,
    }


def told(root: Path, profiles: str) -> list[str]:
    """What is said of the profiles of a manifest that cargo is given as well, as the text that is blamed."""
    (root / "src").mkdir()
    (root / "src/main.rs").write_text("fn main() {}\n")
    text = (APP + profiles).encode()
    (root / "Cargo.toml").write_bytes(text)
    findings, failures = analyse_manifest(str(root / "Cargo.toml"), text, Settings(ignore=("manifest",)))
    assert not failures
    assert {found.rule for found in findings} <= {"invalid-manifest"}
    return [text[found.span.start : found.span.end].decode() for found in findings]


def builds(root: Path, cargo: Mapping[str, str], profile: str = "release") -> bool:
    own = {name: value for name, value in cargo.items() if name != "RUSTC_WRAPPER"}
    return run(root, own, "build", "--profile", profile).returncode == 0


@pytest.mark.parametrize("name", REFUSED)
def test_what_cargo_refuses_is_told_where_it_stands(name: str, cargo: dict[str, str], tmp_path: Path) -> None:
    profiles, blamed = REFUSED[name]
    assert told(tmp_path, profiles) == [blamed]
    assert not builds(tmp_path, cargo, "dist" if "[profile.dist]" in profiles else "release")


def test_a_circle_of_profiles_is_told_in_each(cargo: dict[str, str], tmp_path: Path) -> None:
    assert told(tmp_path, CYCLE) == ["inherits = 'b'", "inherits = 'a'"]
    assert not builds(tmp_path, cargo, "a")


def test_what_cargo_takes_is_left_alone(cargo: dict[str, str], tmp_path: Path) -> None:
    assert told(tmp_path, TAKEN) == []
    assert builds(tmp_path, cargo)


def test_a_key_that_cargo_passes_over_is_told(cargo: dict[str, str], tmp_path: Path) -> None:
    assert told(tmp_path, "[profile.release]\ncodegen_units = 1\n") == ["codegen_units = 1"]
    assert builds(tmp_path, cargo)


def test_a_profile_may_stand_in_the_configuration(cargo: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".cargo").mkdir()
    (tmp_path / ".cargo/config.toml").write_text("[profile.fast]\ninherits = 'release'\n")
    assert told(tmp_path, "[profile.dist]\ninherits = 'fast'\n") == []
    assert builds(tmp_path, cargo, "dist")
