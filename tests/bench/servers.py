"""The servers and commands that are measured, and with what they are set up."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sources import CannotMeasure

HERE = Path(__file__).resolve().parent
PROCESSES = 2
OURS = "rust-perf-analyzer"
_RULES = {"ast-grep, 89 rules": ("twelve.yml", "fillers.yml"), "ast-grep, 12 rules": ("twelve.yml",)}
AST_GREP, AST_GREP_FEW = _RULES
SEMGREP = "semgrep, 12 rules"
_MODULE = (sys.executable, "-P", "-m", "rust_perf_analyzer")


@dataclass(frozen=True)
class Tool:
    """A language server or a command, its rules, and the folder which it is started in."""

    name: str
    command: tuple[str, ...]
    folder: Path


def our_server(folder: Path) -> Tool:
    return Tool(OURS, (*_MODULE, "server"), folder)


def ast_grep_server(name: str, folder: Path) -> Tool:
    """It looks only at files below the folder of its settings, which is why they lie beside the crate."""
    return Tool(name, (_program("ast-grep"), "lsp", "-c", str(_configured(name, folder))), folder)


def our_check(folder: Path) -> Tool:
    words = ("check", "--no-cache", "--jobs", str(PROCESSES), "--select", "all", "--no-config", "--exit-zero")
    return Tool(OURS, (*_MODULE, *words, "--format", "json", "."), folder)


def ast_grep_scan(name: str, folder: Path) -> Tool:
    settings = str(_configured(name, folder))
    words = ("scan", "-c", settings, "--json=stream", "--threads", str(PROCESSES), ".")
    return Tool(name, (_program("ast-grep"), *words), folder)


def semgrep_scan(folder: Path) -> Tool:
    words = ("scan", "--config", str(HERE / "semgrep.yml"), "-j", str(PROCESSES), "--json", "--no-git-ignore")
    return Tool(SEMGREP, (_program("semgrep"), *words, "--metrics", "off", "--disable-version-check", "."), folder)


def versions() -> dict[str, str]:
    """What was measured."""
    words = {
        OURS: (*_MODULE, "--version"),
        "ast-grep": (_program("ast-grep"), "--version"),
        "semgrep": (_program("semgrep"), "--version"),
    }
    return {name: _said(*command).split()[-1] for name, command in words.items()}


def our_rules() -> int:
    """How many rules we have."""
    return len(json.loads(_said(*_MODULE, "rules", "--format", "json")))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _configured(name: str, folder: Path) -> Path:
    """Settings of ast-grep's, with its rules beside them."""
    stem = ".ast-grep-" + "".join(filter(str.isdigit, name))
    rules = folder / stem
    rules.mkdir(exist_ok=True)
    for file in _RULES[name]:
        shutil.copyfile(HERE / "ast-grep" / file, rules / file)
    settings = folder / f"{stem}.yml"
    settings.write_text(f"ruleDirs: [{stem}]\n")
    return settings


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise CannotMeasure(f"`{name}` is not on the path; `make bench` installs it")
    return found
