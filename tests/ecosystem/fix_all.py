"""Apply every safe fix to the released crates at once: do they still compile, and do their unit tests still pass?

Crate by crate, each result is kept in `.cache/fix-ecosystem/results`: what a crate was before is asked once, and what
it is after only when its fixed text is another one than last time. So a run can be stopped and goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cargo_runs import Build, Cargo, Tests
from corpus import SOURCES, Crate, crates
from fix_report import summary, told

HERE = SOURCES.parent / "fix-ecosystem"
FIX = ("-P", "-m", "rust_perf_analyzer", "check", "--fix", "--select", "all", "--no-cache", "--exit-zero", ".")
_FIXED = re.compile(r"^Fixed \d+: (.*)\.$", re.MULTILINE)
_LOCK = "Cargo.lock"


class FixFailed(Exception):
    """The fixes themselves came to no end."""


@dataclass(frozen=True)
class Copy:
    """A crate's own copy, which is fixed in place and put back, so that cargo sees one path before and after."""

    crate: Crate

    @property
    def folder(self) -> Path:
        return HERE / "crates" / self.crate.directory.name

    def restore(self) -> None:
        """Only what differs is written: cargo compiles again what is newer than its last build."""
        pristine = {file.relative_to(self.crate.directory) for file in _files(self.crate.directory)}
        for file in list(_files(self.folder)):
            # What a build script made beside the sources is not made again, and stays.
            if file.relative_to(self.folder) not in pristine and file.suffix in (".rs", ".toml"):
                file.unlink()
        for name in sorted(pristine):
            if name.name == _LOCK:
                continue
            source, target = self.crate.directory / name, self.folder / name
            if not target.is_file() or target.read_bytes() != source.read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())

    def fixed(self) -> Counter[str]:
        """Apply the fixes; how many of each rule."""
        ran = subprocess.run([sys.executable, *FIX], cwd=self.folder, capture_output=True, text=True, encoding="utf-8")
        if ran.returncode != 0:
            raise FixFailed(f"check --fix ended with {ran.returncode}: {ran.stderr[-2000:]}")
        counts = _FIXED.search(ran.stdout)
        listed = (each.partition(" ") for each in counts[1].split(", ")) if counts else ()
        return Counter({rule: int(count) for count, _, rule in listed})

    def digest(self) -> str:
        """What the sources and manifests are now."""
        state = hashlib.sha256()
        for file in sorted(_files(self.folder)):
            if file.name != _LOCK:
                state.update(f"{file.relative_to(self.folder)}\0".encode() + file.read_bytes() + b"\0")
        return state.hexdigest()

    def use_lock(self) -> bool:
        """The versions that the crate was released with, where the newest ones do not fit it."""
        released = self.crate.directory / _LOCK
        if released.is_file():
            shutil.copyfile(released, self.folder / _LOCK)
        return released.is_file()


class Record:
    """What is known of a crate: a file of JSON that is written after each step."""

    def __init__(self, crate: Crate) -> None:
        self._path = HERE / "results" / f"{crate.directory.name}.json"
        self.facts: dict[str, Any] = json.loads(self._path.read_text()) if self._path.is_file() else {}

    def save(self, **facts: Any) -> None:
        self.facts |= facts
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".part")
        beside.write_text(json.dumps(self.facts, indent=1, default=_plain) + "\n")
        beside.replace(self._path)


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file())


def _plain(value: object) -> Any:
    return sorted(value) if isinstance(value, frozenset) else vars(value)


def _baseline(copy: Copy, record: Record, *, tests: bool) -> None:
    """How the crate is as it was released."""
    cargo = Cargo(copy.folder, HERE / "target")
    if "before" not in record.facts:
        copy.restore()
        trouble = cargo.fetch()
        build = Build(False, trouble=trouble) if trouble else cargo.check()
        if not build.ok and copy.use_lock():
            trouble = cargo.fetch()
            build = Build(False, trouble=trouble) if trouble else cargo.check()
        record.save(before=build)
    if tests and "tests_before" not in record.facts and "after" in record.facts:
        copy.restore()
        record.save(tests_before=cargo.tests())


def _after(copy: Copy, record: Record, *, tests: bool) -> None:
    """How it is with all safe fixes."""
    copy.restore()
    pristine, fixed = copy.digest(), copy.fixed()
    digest = copy.digest()
    if record.facts.get("digest") != digest:
        for step in ("after", "tests_after"):
            record.facts.pop(step, None)
        record.save(digest=digest, fixed=fixed)
    if digest == pristine or not _ok(record, "before"):
        return
    cargo = Cargo(copy.folder, HERE / "target")
    if "after" not in record.facts:
        record.save(after=cargo.check())
    before = record.facts.get("tests_before")
    if tests and "tests_after" not in record.facts and before and _get(before, "built"):
        record.save(tests_after=_again(cargo, set(_get(before, "passed"))))


def _again(cargo: Cargo, wanted: set[str]) -> Tests:
    """The tests after the fixes; what passed before gets a second chance, as some tests hang on the clock."""
    first = cargo.tests()
    if not first.built or wanted <= first.passed:
        return first
    second = cargo.tests()
    passed = first.passed | second.passed
    return Tests(True, passed, (first.failed | second.failed) - passed, first.finished and second.finished)


def _ok(record: Record, step: str) -> bool:
    return bool(_get(record.facts[step], "ok"))


def _get(step: Any, name: str) -> Any:
    """A fact of this run, or one that was read from the file."""
    return step[name] if isinstance(step, dict) else getattr(step, name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crate", action="append", help="only this one; can be given several times")
    parser.add_argument("--no-tests", action="store_true", help="only `cargo check`")
    parser.add_argument("--summary", action="store_true", help="run nothing, tell what is known")
    options = parser.parse_args()
    chosen = [crate for crate in crates() if not options.crate or crate.name in options.crate]
    chosen.sort(key=Crate.line_count)
    failures = 0
    # All are checked before the first is tested: what a check finds out costs a tenth of what the tests do.
    for tests in () if options.summary else (False,) if options.no_tests else (False, True):
        for crate in chosen:
            copy, record = Copy(crate), Record(crate)
            try:
                _baseline(copy, record, tests=tests)
                _after(copy, record, tests=tests)
                print(told(crate.name, Record(crate).facts), flush=True)
            except FixFailed as error:
                failures += 1
                print(f"{crate.name}: {error}", flush=True)
    known = {crate.name: Record(crate).facts for crate in chosen}
    text, broken = summary(known)
    print(text)
    return 1 if broken or failures else 0


if __name__ == "__main__":
    sys.exit(main())
