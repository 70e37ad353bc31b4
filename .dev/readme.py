"""Writes what is generated in the README: sample output and the table of rules; `--check` only says if it is stale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
INDEX = ROOT / "server/catalog/README.md"
BEGIN, END = "<!-- rules: written by `make bless` -->\n", "<!-- end of rules -->\n"
SAMPLE = re.compile(r"(?<=```console\n)\$ rust-perf-analyzer (?P<arguments>.*)\n(?:.*\n)*?(?=```)")


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


def sample(found: re.Match[str]) -> str:
    """A command and what it prints today."""
    command = [sys.executable, "-P", "-m", "rust_perf_analyzer", *found["arguments"].split()]
    environment = os.environ | {"PYTHONPATH": str(ROOT / ".dev" / "link"), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    return f"$ rust-perf-analyzer {found['arguments']}\n{result.stdout}"


def written() -> str:
    """The README as it should be."""
    before, rest = SAMPLE.sub(sample, README.read_text()).split(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("README.md is stale: run `make bless`" if README.read_text() != written() else None)
    README.write_text(written())
