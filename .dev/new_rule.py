"""Starts a rule: `python .dev/new_rule.py FAMILY NAME` writes its rule, page, fix and fixture to fill in.

The four files share the rule's name and register nowhere; `server/analysis/rules/README.md` tells the next steps.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

RULE = '''"""WHAT IT FINDS, in one line: `rules` and the README show it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw


@rule(Severity.WARNING, on=calls("CRATE::PATH"))
def {stem}(call: Call, file: RustFile) -> Iterator[Sighting]:
    """When it is seen."""
    yield saw(call, f"`{{call.callee}}` COSTS WHAT")
'''

FIX = '''"""WHAT IT IS REPLACED BY."""

from __future__ import annotations

from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where it applies, and why it keeps the behaviour."""
    return Fix("TITLE", Safety.SAFE, (Edit(finding.span, "TEXT"),))
'''

PAGE = """---
sources:
  - SOURCE OF THE FIGURES
---

# {name}

WHY IT COSTS, in one sentence: hover and reports show it.

## What it flags

```rust flagged
```

## Why it costs

## Instead

```rust clean
```

## When it is fine

## Fix

## How to measure

## References
"""

FIXTURE = """// Marked lines are found, all others are silent for every rule; as many silent cases as flagged.

pub fn flagged() {{
    todo!() //~ {name}
}}

pub fn silent() {{}}
"""


def files_of(family: str, name: str) -> dict[Path, str]:
    """The files of a new rule and what they start with."""
    stem = name.replace("-", "_")
    return {
        ROOT / "server/analysis/rules" / family / f"{stem}.py": RULE.format(stem=stem),
        ROOT / "server/quickfix/fixes" / family / f"{stem}.py": FIX,
        ROOT / "server/catalog" / family / f"{name}.md": PAGE.format(name=name),
        ROOT / "tests/rules" / family / f"{stem}.rs": FIXTURE.format(name=name),
    }


def main(arguments: list[str]) -> str | None:
    """Write the files; what is wrong with the arguments, if anything."""
    if len(arguments) != 2:
        return __doc__
    family, name = arguments
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or not re.fullmatch(r"[a-z][a-z_]*", family):
        return "Names look like this: unsafe_code get-unchecked"
    files = files_of(family, name)
    if taken := [str(path.relative_to(ROOT)) for path in files if path.exists()]:
        return f"There already: {', '.join(taken)}"
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".py" and not (path.parent / "__init__.py").exists():
            (path.parent / "__init__.py").write_text(f'"""The family {family}."""\n')
        path.write_text(text)
        print(path.relative_to(ROOT))
    print("Next: server/analysis/rules/README.md")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
