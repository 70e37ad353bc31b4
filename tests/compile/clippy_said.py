"""What clippy says of its lints whose names rules bear, and what the rules say of the same sources, line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from rust_perf_analyzer.analysis.facts.programs.lint_levels import TWINS
from rust_perf_analyzer.analysis.rule import all_rules

OURS = sorted(name for name, rule in all_rules().items() if name in TWINS and rule.default)
"""The twins that are on by default; clippy finds nothing of the others without settings of its own."""


class Said(NamedTuple):
    """A line, from 1, that a rule or lint of that name speaks of; `path` is below the root that was asked about."""

    path: str
    line: int
    rule: str


def of_clippy(folder: Path, target: Path, root: Path, *, offline: bool = True) -> set[Said]:
    """What `cargo clippy` says of sources below a root; raises RuntimeError where they do not compile."""
    command = ["cargo", "clippy", "--workspace", "--message-format=json", *(["--offline"] if offline else [])]
    levels = [word for name in OURS for word in ("-W", f"clippy::{name.replace('-', '_')}")]
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target), "RUSTFLAGS": ""}
    done = subprocess.run(
        [*command, "--", "-A", "clippy::all", *levels],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    told = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
    return {
        said
        for each in told
        if each["reason"] == "compiler-message"
        for said in _of_message(each["message"], folder, root)
    }


def _of_message(message: dict[str, Any], folder: Path, root: Path) -> Iterable[Said]:
    code = str((message.get("code") or {}).get("code")).removeprefix("clippy::").replace("_", "-")
    for span in message["spans"]:
        path = folder.joinpath(span["file_name"]).resolve()
        if code in OURS and span["is_primary"] and path.is_relative_to(root):
            yield Said(path.relative_to(root).as_posix(), span["line_start"], code)
            return


def of_us(folder: Path) -> set[Said]:
    """What the rules say."""
    words = ("check", "--no-cache", "--exit-zero", "--format", "json", "--select", ",".join(OURS), ".")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "rust_perf_analyzer", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)["findings"]
    return {Said(f["path"], f["range"]["start"]["line"] + 1, f["rule"]) for f in found if f["rule"] in OURS}
