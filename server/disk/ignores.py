"""Which files ignore files leave out: `.gitignore` and `.ignore`, as git reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

NAMES = (".ignore", ".gitignore")


class Spec(NamedTuple):
    """The patterns of one ignore file, which count from its own folder."""

    base: str
    patterns: GitIgnoreSpec


def read(folder: str, names: Collection[str]) -> tuple[Spec, ...]:
    """The ignore files among the `names` of a folder, the one that wins first."""
    found = (parse(folder, _lines(Path(folder, name))) for name in NAMES if name in names)
    return tuple(spec for spec in found if spec is not None)


def parse(base: str, lines: Iterable[str]) -> Spec | None:
    """Patterns that count from the folder `base`; lines that are no pattern are passed over, as git does."""
    kept = [line for line in lines if _is_pattern(line)]
    return Spec(base.rstrip("/") + "/", GitIgnoreSpec.from_lines(kept)) if kept else None


def above(folder: str) -> tuple[Spec, ...]:
    """What the ignore files of the enclosing git work tree say about the files of a folder, nearest first.

    A file that leaves out the folder itself is passed over: whoever names a folder wants it looked at.
    """
    found: list[Spec] = []
    places = [Path(folder), *Path(folder).parents]
    tops = [place for place in places if (place / ".git").exists()]
    if not tops:
        return ()
    for place in places[1 : places.index(tops[0]) + 1]:
        found += read(str(place), NAMES)
    if exclude := parse(str(tops[0]), _lines(tops[0] / ".git" / "info" / "exclude")):
        found.append(exclude)
    return tuple(spec for spec in found if not ignored(folder + "/", (spec,)))


def ignored(path: str, specs: Iterable[Spec]) -> bool:
    """Whether a path (a folder's ends with `/`) is left out; the first spec that has an opinion decides."""
    for base, patterns in specs:
        if path.startswith(base) and len(path) > len(base):
            opinion = patterns.check_file(path[len(base) :]).include
            if opinion is not None:
                return opinion
    return False


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _is_pattern(line: str) -> bool:
    if not line.strip() or line.startswith("#"):
        return False
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
