"""Applications as they were at a commit, cut down to the lines by which their manifests are judged.

A repository is no archive that cargo brings, and is large. So a tree is recorded: manifests and
configuration with the lines that cargo and the rules read, files that build with the lines that name cargo, a target, a
profile or an image, and of the sources the attributes of roots and one place for each thing that sources are asked for.
All lines keep their numbers.

    python tests/ecosystem/recorded_tree.py FOLDER OWNER/NAME COMMIT

records a checkout, and says where the recorded tree is judged otherwise than the whole one.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from corpus import HERE, MANIFEST
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.analysis.workspace.cargo import source_marks
from rust_perf_analyzer.analysis.workspace.cargo.build_files import BuildFiles
from rust_perf_analyzer.analysis.workspace.cargo.file_names import kind_of
from rust_perf_analyzer.analysis.workspace.cargo.packages import parsed, table
from rust_perf_analyzer.disk.judging import judge_file
from rust_perf_analyzer.settings import Settings

TREES = HERE / "applications"
RULES = tuple(sorted(name for name, rule in all_rules().items() if rule.family == MANIFEST))
_LEFT_OUT = frozenset({"target", "node_modules", ".git"})
_BUILDS = re.compile(
    r"cargo|cross|musl|rust|strip|profile|release|FROM|target-|docker|pgo|avx|objcopy|dump_syms|sentry|debug-files|LTO",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(r"\[(?:.*\.)?(?:dev-dependencies|patch|badges|registr\w*|source|package\.metadata\.docs)\b")
_LICENSE = re.compile(r"(?i)(?:licen[sc]e|copying)")
_GENERATED = re.compile(r"(?i)generated|do not (?:edit|modify)|OUT_DIR|include_proto|\bmod +(?:protos?|pb)\b")
_TARGETS = ("main.rs", "lib.rs", "build.rs")


class Place(NamedTuple):
    """A finding, by its file below the tree, its line from 1 and its rule."""

    path: str
    line: int
    rule: str


@dataclass(frozen=True)
class Tree:
    """A repository at a commit: of each file the lines that were kept, by their number from 1."""

    repository: str
    commit: str
    files: dict[str, dict[int, str]]

    def lay_out(self, where: Path) -> None:
        """Write the files; what was not kept is an empty line."""
        (where / ".git").mkdir()
        for name, lines in self.files.items():
            path = where / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "".join(f"{lines.get(number, '')}\n" for number in range(1, max(lines, default=0) + 1))
            path.write_text(text, encoding="utf-8")


def recorded() -> list[Tree]:
    """All recorded trees."""
    return [_read(path) for path in sorted(TREES.glob("*.json"))]


def _read(path: Path) -> Tree:
    data = json.loads(path.read_text(encoding="utf-8"))
    files = {name: {int(number): line for number, line in lines.items()} for name, lines in data["files"].items()}
    return Tree(data["repository"], data["commit"], files)


def judged(root: Path) -> set[Place]:
    """What the rules about manifests say of a tree, in manifests, configuration and sources."""
    return {
        place for path in files_of(root) if path.suffix == ".rs" or kind_of(str(path)) for place in said_of(root, path)
    }


def said_of(root: Path, path: Path) -> Iterator[Place]:
    """What the rules about manifests say of one file of a tree."""
    text = path.read_bytes()
    findings, failures = judge_file(str(path), text, Settings(select=RULES))
    assert not failures, (path, failures)
    for found in findings:
        if found.rule in RULES:
            yield Place(path.relative_to(root).as_posix(), text.count(b"\n", 0, found.span.start) + 1, found.rule)


def files_of(root: Path) -> list[Path]:
    """The files of a tree without what was built or brought."""
    found = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if _LEFT_OUT.isdisjoint(path.relative_to(root).parts))


def record(root: Path, repository: str, commit: str) -> Tree:
    """Cut a checkout down to what its manifests are judged by."""
    paths = files_of(root)
    manifests = [path for path in paths if kind_of(str(path)) is not None]
    files = {path: _kept_of_manifest(_lines(path)) for path in manifests}
    files |= {path: {} for path in root.iterdir() if path.is_file() and _LICENSE.match(path.name)}
    for manifest in manifests:
        for path, _ in BuildFiles(manifest.parent).texts:
            files[path] = {n: line for n, line in _lines(path).items() if _builds(line)}
        if manifest.name == "Cargo.toml":
            for path, lines in _kept_of_sources(manifest).items():
                files[path] = files.get(path, {}) | lines
    names = {path.relative_to(root).as_posix(): lines for path, lines in files.items()}
    return Tree(repository, commit, dict(sorted(names.items())))


def _lines(path: Path) -> dict[int, str]:
    text = path.read_bytes().decode("utf-8", "replace")
    return {number: line.rstrip("\r") for number, line in enumerate(text.split("\n"), 1)}


def _builds(line: str) -> bool:
    is_said = not line.lstrip().startswith(("#", "//")) and "secrets." not in line
    return is_said and bool(_BUILDS.search(line))


def _kept_of_manifest(lines: dict[int, str]) -> dict[int, str]:
    """All but tables that no rule asks for."""
    kept: dict[int, str] = {}
    is_asked = True
    for number, line in lines.items():
        if line.startswith("["):
            is_asked = not _NOT_ASKED.match(line)
        if is_asked and line.strip():
            kept[number] = line
    return kept


def _kept_of_sources(manifest: Path) -> dict[Path, dict[int, str]]:
    """The roots of a package with their attributes, and one place for each mark of its sources."""
    folder = manifest.parent
    sources = sorted(Path(path) for path in source_marks.sources_of(folder))
    named = _named_targets(manifest)
    roots = [path for path in sources if path.name in _TARGETS or path.parent.name == "bin" or path in named]
    kept = {path: _attributes(_lines(path)) for path in roots}
    missing = set[str]().union(*(source_marks.marks_of(str(path)) for path in sources))
    for path in sources:
        for mark in sorted(missing & source_marks.marks_of(str(path))):
            lines = _evidence(path, mark)
            if lines:
                # Apart, as half a function beside them hides the attributes of a root.
                said = path.with_suffix(".said.rs")
                kept[said] = kept.get(said, {}) | lines
                missing.discard(mark)
    return kept


def _named_targets(manifest: Path) -> set[Path]:
    data = parsed(manifest.read_bytes())
    targets = [table(data, "lib"), *(each for each in data.get("bin", []) if isinstance(each, dict))]
    return {manifest.parent / each["path"] for each in targets if "path" in each}


def _attributes(lines: dict[int, str]) -> dict[int, str]:
    """The attributes of a file about itself, with a comment beside them."""
    kept: dict[int, str] = {}
    depth = 0
    for number, line in lines.items():
        if depth > 0 or line.startswith("#!["):
            depth += line.count("[") - line.count("]")
            if lines.get(number - 1, "").startswith("// "):
                kept[number - 1] = lines[number - 1]
            kept[number] = line
        elif _GENERATED.search(line):
            kept[number] = line
    return kept


def _evidence(path: Path, mark: str) -> dict[int, str]:
    """The first lines that say a thing by themselves; up to eight together."""
    lines = _lines(path)
    for count in range(1, 9):
        for number in lines:
            chosen = {n: lines[n] for n in range(number, number + count) if n in lines}
            if mark in source_marks.marks_in("\n".join(chosen.values()).encode()):
                return chosen
    return {}


def difference(root: Path, tree: Tree) -> Iterable[Place]:
    """Where the recorded tree is judged otherwise than the whole one."""
    with tempfile.TemporaryDirectory() as folder:
        tree.lay_out(Path(folder))
        return judged(root) ^ judged(Path(folder))


def main() -> int:
    folder, repository, commit = sys.argv[1:]
    tree = record(Path(folder).resolve(), repository, commit)
    TREES.mkdir(exist_ok=True)
    target = TREES / f"{repository.partition('/')[2]}.json"
    target.write_text(json.dumps(asdict(tree), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    other = sorted(difference(Path(folder).resolve(), tree))
    for place in other:
        print(f"judged otherwise: {place}", file=sys.stderr)
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
