"""What cargo builds from a package: the root files of its library, programs, tests, benches and examples.

Read from the manifest alone, with cargo's rules for what is found by its place; no cargo runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from .cargo.packages import parsed, table
from .crates import workspace_root
from .files import names_in, read

_FOUND = (("bin", "src/bin", "autobins"), ("test", "tests", "autotests"), ("bench", "benches", "autobenches"))
_EXAMPLES = ("example", "examples", "autoexamples")


class Root(NamedTuple):
    """The first file of a target; `test` for what is not shipped: tests, benches, examples, the build script."""

    path: str
    test: bool


class Package(NamedTuple):
    """A package as the index sees it: `name` is the library's in code, `workspace` the folder of the root manifest.

    `offered` says that its manifest sends other projects to its documentation; `manifests` is a checksum of what is
    written in its own manifest and that of the workspace.
    """

    folder: str
    name: str
    workspace: str
    library: str
    roots: tuple[Root, ...]
    dependencies: frozenset[str]
    offered: bool
    manifests: int

    @property
    def is_program(self) -> bool:
        """Whether it builds something that is shipped besides its library."""
        return any(not root.test and root.path != self.library for root in self.roots)


def package_of(manifest: Path) -> Package | None:
    """The package of a manifest; None when it has none or cannot be read."""
    text = read(manifest)
    data = parsed(text)
    own = table(data, "package")
    if not own:
        return None
    folder = manifest.parent
    library = table(data, "lib")
    written = library.get("path")
    at = _within(folder, written) if isinstance(written, str) else folder / "src/lib.rs"
    name = library.get("name") or own.get("name") or folder.name
    roots = list(_roots(folder, own, data))
    has_library = bool(library) or at.is_file()
    workspace = workspace_root(folder) or folder
    around = read(workspace / manifest.name) if workspace != folder else None
    return Package(
        str(folder),
        str(name).replace("-", "_"),
        str(workspace),
        str(at) if has_library else "",
        tuple(dict.fromkeys([Root(str(at), False), *roots] if has_library else roots)),
        frozenset(_dependencies(data)),
        own.get("publish") is not False and "docs.rs" in str(own.get("documentation")),
        crc32(around or b"", crc32(text or b"")),
    )


def _roots(folder: Path, own: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Root]:
    if own.get("autobins") is not False and (folder / "src/main.rs").is_file():
        yield Root(str(folder / "src/main.rs"), False)
    for kind, place, switch in (*_FOUND, _EXAMPLES):
        for each in _listed(data, kind):
            path = each.get("path")
            if isinstance(path, str):
                yield Root(str(_within(folder, path)), kind != "bin")
        if own.get(switch) is not False:
            yield from (Root(path, kind != "bin") for path in _in_folder(folder / place))
    build = own.get("build", "build.rs")
    if isinstance(build, str) and (folder / build).is_file():
        yield Root(str(_within(folder, build)), True)


def _in_folder(place: Path) -> Iterator[str]:
    for name in names_in(place):
        if name.endswith(".rs"):
            yield str(place / name)
        elif "." not in name and (place / name / "main.rs").is_file():
            yield str(place / name / "main.rs")


def _listed(data: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    found = data.get(kind)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _dependencies(data: Mapping[str, Any]) -> Iterator[str]:
    """The names that the package's code calls its dependencies by, and their packages' own."""
    for tables in (data, *(each for each in table(data, "target").values() if isinstance(each, dict))):
        for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
            for key, value in table(tables, kind).items():
                yield key.replace("-", "_")
                if isinstance(value, dict) and isinstance(value.get("package"), str):
                    yield value["package"].replace("-", "_")


def _within(folder: Path, path: str) -> Path:
    """A path as the manifest writes it, without the dots."""
    parts: list[str] = []
    for part in (folder / path).parts:
        if part == ".." and len(parts) > 1:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return Path(*parts)
