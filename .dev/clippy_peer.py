"""Compares the rules that are lints of clippy with clippy itself: `python .dev/clippy_peer.py [FOLDER…]`.

Without folders the released crates below are asked about, which `tests/ecosystem/fetch.py` brings. Printed are, for
each rule, how many lines both speak of, only clippy, and only we; with `--places` these lines as well.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / ".dev/link")]

from compile.clippy_said import OURS, Said, of_clippy, of_us  # noqa: E402

SOURCES = ROOT / ".cache" / "ecosystem"
HERE = (ROOT / ".cache").resolve() / "clippy-peer"
# What `make fix-ecosystem` has built is not built again.
TARGET = HERE.with_name("fix-ecosystem") / "target"
CRATES = ("dufs", "fred", "tower", "trippy-core", "xh")


def main() -> int:
    """Asks both about each folder and adds up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--places", action="store_true", help="the lines that only one of both speaks of")
    options = parser.parse_args()
    folders = options.folders or [next(SOURCES.glob(f"{name}-[0-9]*")) for name in CRATES]
    os.environ["CARGO_PROFILE_DEV_DEBUG"] = "0"
    counts: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        copy = HERE / "crates" / folder.resolve().name
        shutil.copytree(folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("target", ".git"))
        _add(copy, counts, options.places)
    width = max(map(len, OURS))
    print(f"{'':{width}}   both  clippy    ours")
    for rule in OURS:
        print(f"{rule:{width}}" + "".join(f"{counts[rule, who]:8}" for who in ("both", "clippy", "ours")))
    return 0


def _add(folder: Path, counts: Counter[tuple[str, str]], with_places: bool) -> None:
    try:
        clippy, ours = of_clippy(folder, TARGET, folder, offline=False), of_us(folder)
    except RuntimeError as error:
        print(f"{folder.name}: {error}", file=sys.stderr)
        return
    for who, places in (("both", clippy & ours), ("clippy", clippy - ours), ("ours", ours - clippy)):
        counts.update((place.rule, who) for place in places)
        for place in sorted(places) if with_places and who != "both" else ():
            print(f"only {who:6}  {place.rule}: {folder.name}/{place.path}:{place.line}  {_line(folder, place)}")


def _line(folder: Path, place: Said) -> str:
    lines = (folder / place.path).read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[place.line - 1].strip() if place.line <= len(lines) else ""


if __name__ == "__main__":
    sys.exit(main())
