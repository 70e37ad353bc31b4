"""Writes the README's table of rules from the catalog's index; `--check` only says whether it is stale."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
INDEX = ROOT / "server/catalog/README.md"
BEGIN, END = "<!-- rules: written by `make bless` -->\n", "<!-- end of rules -->\n"


def table() -> str:
    """One row a rule, its family in front."""
    rows = ["| family | rule | severity | fix | |", "|---|---|---|---|---|"]
    family = ""
    for line in INDEX.read_text().splitlines():
        if line.startswith("## "):
            family = line.removeprefix("## ")
        elif line.startswith("| [") and "case_studies/" not in line:
            rows.append(f"| {family} {line.replace('](', '](server/catalog/')}")
    return "\n".join(rows) + "\n"


def written() -> str:
    """The README with the table as it should be."""
    text = README.read_text()
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("README.md is stale: run `make bless`" if README.read_text() != written() else None)
    README.write_text(written())
