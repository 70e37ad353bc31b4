"""Rewrites `.fixed.rs` files to what the fixes give today: read the difference before committing it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / ".dev" / "link"), str(ROOT / "tests")]

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


if __name__ == "__main__":
    main()
