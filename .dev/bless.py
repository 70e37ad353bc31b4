"""Rewrites `.fixed.rs`, `Cargo.fixed.toml` and the like to what the fixes give today.

Read the difference before committing it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / ".dev" / "link"), str(ROOT / "tests")]

from rules import manifest_harness  # noqa: E402
from rules.harness import fixed, fixes_for, fixtures, rule_of  # noqa: E402


def main() -> None:
    """Blesses the fixtures named on the command line, or all of them."""
    wanted = {Path(name).resolve() for name in sys.argv[1:]}
    for fixture in fixtures():
        if wanted and fixture.resolve() not in wanted:
            continue
        target = fixture.with_name(fixture.stem + ".fixed.rs")
        text = fixture.read_bytes()
        if not fixes_for(text, rule_of(fixture)):
            target.unlink(missing_ok=True)
            continue
        target.write_bytes(fixed(text, rule_of(fixture)))
        print(f"blessed {target.relative_to(ROOT)}")
    for case in manifest_harness.cases():
        if not wanted or case.resolve() in wanted:
            bless_manifest(case)


def bless_manifest(case: Path) -> None:
    """Blesses the case of a manifest rule."""
    with tempfile.TemporaryDirectory() as folder:
        root = manifest_harness.placed(case, Path(folder))
        manifest_harness.fix_all(root, manifest_harness.rule_of(case))
        for name in manifest_harness.files(root):
            target, result = manifest_harness.expected(case / name), (root / name).read_bytes()
            if result == manifest_harness.before(case / name):
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(result)
                print(f"blessed {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
