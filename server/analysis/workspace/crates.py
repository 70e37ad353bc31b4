"""What the manifest around a file says of its crate: dependencies, targets, what kind of crate it is.

Only files are read; no cargo, no build script and no code of the workspace runs.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..syntax.lint_attributes import Levels
from .clippy_settings import NAMES, forget_settings
from .files import contents
from .lint_tables import levels_of
from .locked import LOCK, forget_locks, locked_version
from .versions import Versions, allowed

READ = frozenset({"Cargo.toml", LOCK, *NAMES})
"""The names of the files that are read for what is known of a crate."""

_TOOL_NAMES = {"xtask", "xtasks", "fuzz", "build", "bench", "benches", "benchmarks", "test", "tests", "e2e"}
_NAMED_LIKE_TOOL = re.compile(
    r"[-_](fuzz|bench|tests?|tester|testing|testkit|test[-_]?(utils?|helpers?|support|suite|data|db|server))$"
)
_TABLES = ("dependencies", "dev-dependencies", "build-dependencies")


@dataclass(frozen=True, slots=True)
class Dependency:
    """One line of `[dependencies]`; `name` is the package, `requirement` the version as written.

    `defaults` says whether the features that are on by default stay on.
    """

    name: str
    requirement: str = ""
    features: frozenset[str] = frozenset()
    dev: bool = False
    defaults: bool = True


@dataclass(frozen=True, slots=True)
class Crate:
    """The facts of one package. `root` is None when no manifest was found or could be read.

    `is_optimised_as_one` says that its release profile asks for fat LTO and a single codegen unit.
    `packages` are its normal dependencies, `_` for `-`; `lints` are the levels of its tables `[lints]`.
    """

    root: Path | None = None
    name: str = ""
    edition: str = "2021"
    dependencies: Mapping[str, Dependency] = field(default_factory=dict)
    has_binary: bool = False
    has_library: bool = False
    proc_macro: bool = False
    tool: bool = False
    has_benchmark: bool = False
    is_optimised_as_one: bool = False
    lints: Levels = ()
    problem: str | None = None
    packages: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        packages = frozenset(each.name.replace("-", "_") for each in self.dependencies.values() if not each.dev)
        object.__setattr__(self, "packages", packages)

    @property
    def known(self) -> bool:
        """Whether the manifest was read."""
        return self.root is not None and self.problem is None

    def crate_name(self, first: str) -> str | None:
        """The package behind the first segment of a path, `_` for `-`; None when it is none."""
        if not self.known:
            return first if first[:1].islower() or first.startswith("_") else None
        dependency = self.dependencies.get(first) or self.dependencies.get(_LIBRARIES.get(first, ""))
        if dependency is not None:
            return dependency.name.replace("-", "_")
        if first == self.name.replace("-", "_"):
            return "crate"
        return first if first in _IMPLIED else None

    def uses(self, *names: str) -> bool:
        """Whether one of the packages is a normal dependency; True when the manifest is not known."""
        return not self.known or not self.packages.isdisjoint(names)

    def is_version(self, package: str, requirement: str) -> bool | None:
        """Whether a package, `_` for `-`, is built in a version that meets a requirement such as `>=0.14, <1`.

        The lock file tells, and where it does not, what the manifest requires. None when that leaves both open, or when
        the crate uses several versions that differ in it.
        """
        wanted, found = allowed(requirement), self._versions(package)
        answers = {each.within(wanted) if each is not None and wanted is not None else None for each in found}
        return answers.pop() if len(answers) == 1 else None

    def _versions(self, package: str) -> list[Versions | None]:
        """What is known of each version of a package that the crate uses by some name."""
        if self.root is None:
            return []
        key = (self.root, package)
        if key not in _VERSIONS:
            workspace = workspace_root(self.root) or self.root
            lines = [each for each in self.dependencies.values() if each.name.replace("-", "_") == package]
            lines = [each for each in lines if not each.dev] or lines
            _VERSIONS[key] = [
                locked_version(each.name, each.requirement, self.root, workspace, self.name)
                or allowed(each.requirement)
                for each in lines or [Dependency(package)]
            ]
        return _VERSIONS[key]


_IMPLIED = frozenset({"proc_macro", "test"})
# Libraries that are not named like their package.
_LIBRARIES = {"argon2": "rust_argon2"}
EMPTY_CRATE = Crate()
_CACHE: dict[Path, Crate] = {}
_MANIFEST_OF: dict[Path, Path | None] = {}
_VERSIONS: dict[tuple[Path, str], list[Versions | None]] = {}


def crate_of(path: Path) -> Crate:
    """The crate that a source file belongs to, by the nearest manifest above it."""
    manifest = nearest_manifest(path.parent)
    return crate_at(manifest) if manifest is not None else EMPTY_CRATE


def crate_at(manifest: Path) -> Crate:
    """The crate of a manifest, read once until something is forgotten."""
    if manifest not in _CACHE:
        _CACHE[manifest] = read_crate(manifest)
    return _CACHE[manifest]


def forget(_path: Path) -> None:
    """Reads manifests, lock files and `clippy.toml`s again when they are next asked for: one of them changed."""
    _CACHE.clear()
    _MANIFEST_OF.clear()
    _VERSIONS.clear()
    forget_locks()
    forget_settings()


def nearest_manifest(folder: Path) -> Path | None:
    """The `Cargo.toml` with a `[package]` in the folder or the nearest one above; None for a name that cannot be."""
    if folder not in _MANIFEST_OF:
        here = folder / "Cargo.toml"
        try:
            is_there = here.is_file()
        except OSError:
            return None
        if is_there:
            _MANIFEST_OF[folder] = here
        else:
            _MANIFEST_OF[folder] = nearest_manifest(folder.parent) if folder.parent != folder else None
    return _MANIFEST_OF[folder]


def read_crate(manifest: Path) -> Crate:
    """The crate of a manifest; one that cannot be read gives a crate of unknown facts with its problem."""
    try:
        data = _tables(contents(manifest))
    except (OSError, ValueError, RecursionError) as error:
        return Crate(root=manifest.parent, problem=f"{manifest.name} cannot be read: {error}")
    return crate_from(manifest, data)


@functools.lru_cache(16)
def _tables(text: bytes) -> dict[str, Any]:
    """The tables of a manifest; the one of a workspace is asked for by all its members."""
    return tomllib.loads(text.decode("utf-8").removeprefix("\ufeff"))


def crate_from(manifest: Path, data: Mapping[str, Any]) -> Crate:
    """The crate of a manifest that was read already; odd tables give a crate of unknown facts with its problem."""
    try:
        return _crate(manifest, data)
    except (TypeError, AttributeError) as error:
        return Crate(root=manifest.parent, problem=f"{manifest.name} cannot be read: {error}")


def _crate(manifest: Path, data: Mapping[str, Any]) -> Crate:
    root = manifest.parent
    package = data.get("package", {})
    library = data.get("lib", {})
    name = str(package.get("name", root.name))
    return Crate(
        root=root,
        name=name,
        edition=str(package.get("edition", "2015")) if isinstance(package.get("edition"), str) else "2021",
        dependencies=MappingProxyType(_dependencies(manifest, data)),
        has_binary="bin" in data or (root / "src/main.rs").is_file() or (root / "src/bin").is_dir(),
        has_library="lib" in data or (root / "src/lib.rs").is_file(),
        proc_macro=bool(library.get("proc-macro") or library.get("proc_macro")),
        tool=_is_tool(name, root, package),
        has_benchmark="bench" in data or (root / "benches").is_dir(),
        is_optimised_as_one=_is_optimised_as_one(root, data),
        lints=levels_of(_lints(root, data)),
    )


def _is_tool(name: str, root: Path, package: Mapping[str, Any]) -> bool:
    metadata = package.get("metadata", {})
    fuzzed = isinstance(metadata, dict) and metadata.get("cargo-fuzz") is True
    workspace = workspace_root(root.parent)
    folders = root.relative_to(workspace).parts if workspace is not None else (root.name,)
    return (
        fuzzed
        or name in _TOOL_NAMES
        or not _TOOL_NAMES.isdisjoint(folders)
        or "examples" in folders[:-1]
        or _NAMED_LIKE_TOOL.search(name) is not None
    )


def _dependencies(manifest: Path, data: Mapping[str, Any]) -> dict[str, Dependency]:
    inherited = _workspace_table(manifest.parent, data, "dependencies")
    found: dict[str, Dependency] = {}
    tables = [data, *data.get("target", {}).values()]
    for table in tables:
        for kind in reversed(_TABLES):
            for key, value in table.get(kind, {}).items():
                found[key.replace("-", "_")] = _dependency(key, value, inherited, dev=kind != "dependencies")
    return found


def _dependency(key: str, value: Any, inherited: Mapping[str, Any], *, dev: bool) -> Dependency:
    features: list[str] = []
    if isinstance(value, dict) and value.get("workspace") is True:
        features += value.get("features", [])
        value = inherited.get(key, {})
    if not isinstance(value, dict):
        return Dependency(key, str(value), frozenset(features), dev)
    features += value.get("features", [])
    package, requirement = str(value.get("package", key)), str(value.get("version", ""))
    return Dependency(
        package, requirement, frozenset(map(str, features)), dev, value.get("default-features") is not False
    )


def _is_optimised_as_one(root: Path, data: Mapping[str, Any]) -> bool:
    """Whether the release profile, which only the root of a workspace has, shows every function to every other."""
    workspace = None if "workspace" in data else workspace_root(root)
    try:
        tables = _tables(contents(workspace / "Cargo.toml")) if workspace is not None else data
        release = tables["profile"]["release"]
        return release.get("lto") in (True, "fat") and release.get("codegen-units") == 1
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False


def _lints(root: Path, data: Mapping[str, Any]) -> Mapping[str, Any]:
    own: Mapping[str, Any] = data.get("lints", {})
    return _workspace_table(root, data, "lints") if own.get("workspace") is True else own


def _workspace_table(root: Path, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A table of the workspace that members inherit from."""
    if "workspace" in data:
        own: Mapping[str, Any] = data["workspace"].get(name, {})
        return own
    workspace = workspace_root(root)
    if workspace is None:
        return {}
    try:
        tables = _tables(contents(workspace / "Cargo.toml"))
        found: Mapping[str, Any] = tables["workspace"].get(name, {})
    except (OSError, ValueError, KeyError, AttributeError):
        return {}
    return found


def workspace_root(folder: Path) -> Path | None:
    """The nearest folder at or above with a `[workspace]` in its manifest."""
    for above in (folder, *folder.parents):
        manifest = above / "Cargo.toml"
        if manifest.is_file():
            try:
                text = contents(manifest)
            except OSError:
                continue
            if b"[workspace" in text:
                return above
    return None
