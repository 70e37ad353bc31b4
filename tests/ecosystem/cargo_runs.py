"""What cargo says of a crate: errors and warnings of its own packages, and which of their unit tests pass."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TEST_SECONDS = 300
_BUILD_SECONDS = 3600
_TEST = re.compile(r"^test (\S+(?: - should panic)?) \.\.\. (ok|FAILED|ignored)", re.MULTILINE)


@dataclass(frozen=True)
class Build:
    """Whether a command of cargo came to its end, with the messages about the packages themselves."""

    ok: bool
    errors: tuple[str, ...] = ()
    warnings: Counter[str] = field(default_factory=Counter)
    trouble: str = ""


@dataclass(frozen=True)
class Tests:
    """Unit tests by their result, and whether all of them came to an end in the time they were given."""

    built: bool
    passed: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    finished: bool = True
    trouble: str = ""


class Cargo:
    """Cargo in one folder. Dependencies are built once for all folders, without what only a debugger needs."""

    def __init__(self, folder: Path, target: Path) -> None:
        # Cargo names files by their real paths.
        self._folder = folder.resolve()
        # Set, though empty, so that no file of settings decides; packages are looked at as they were released.
        settings = {
            "CARGO_TARGET_DIR": str(target),
            "CARGO_INCREMENTAL": "0",
            "RUSTFLAGS": "",
            "CARGO_TERM_COLOR": "never",
        }
        debug = {f"CARGO_PROFILE_{profile}_DEBUG": "0" for profile in ("DEV", "TEST")}
        self._environment = {**os.environ, **settings, **debug}

    def fetch(self) -> str:
        """Bring what the crate depends on; what went wrong, if anything did."""
        code, _, words = self._run(["cargo", "fetch"], _BUILD_SECONDS)
        return "" if code == 0 else words[-2000:]

    def check(self) -> Build:
        """`cargo check` of all packages with the features that are on by default."""
        return self._build(["check", "--workspace"])

    def tests(self) -> Tests:
        """Unit tests of libraries and programs: built with all the time they need, then run against the clock."""
        command = ["test", "--workspace", *self._targets()]
        built = self._build([*command, "--no-run"])
        if not built.ok:
            return Tests(False, trouble="\n".join(built.errors)[:2000] or built.trouble)
        run = ["cargo", *command, "--offline", "--quiet", "--no-fail-fast", "--", "--test-threads=2", "--format=pretty"]
        code, output, _ = self._run(run, TEST_SECONDS)
        results = _TEST.findall(output)
        passed, failed = (frozenset(name for name, result in results if result == word) for word in ("ok", "FAILED"))
        return Tests(True, passed, failed - passed, code is not None)

    def _targets(self) -> list[str]:
        """Cargo refuses `--lib` where nothing is a library."""
        _, output, _ = self._run(["cargo", "metadata", "--no-deps", "--offline", "--format-version=1"], 60)
        packages = json.loads(output)["packages"] if output else []
        kinds = {kind for package in packages for target in package["targets"] for kind in target["kind"]}
        return [option for option, kind in (("--lib", "lib"), ("--bins", "bin")) if kind in kinds]

    def _build(self, command: list[str]) -> Build:
        code, output, words = self._run(
            ["cargo", *command, "--offline", "--quiet", "--message-format=json"], _BUILD_SECONDS
        )
        told = list(self._messages(output))
        errors = tuple(str(each["rendered"]) for each in told if each["level"].startswith("error"))
        warnings = Counter(_of_lint(each) for each in told if each["level"] == "warning")
        return Build(code == 0, errors, warnings, "" if code == 0 else words[-2000:])

    def _messages(self, output: str) -> Iterator[dict[str, Any]]:
        """What the compiler says of the folder's own packages, once; a package is compiled for several targets."""
        seen: set[str] = set()
        for line in output.splitlines():
            told = json.loads(line) if line.startswith("{") else {}
            if told.get("reason") == "compiler-message" and str(self._folder) in told["manifest_path"]:
                message = told["message"]
                if message["spans"] and message["rendered"] not in seen:
                    seen.add(message["rendered"])
                    yield message

    def _run(self, command: list[str], seconds: float) -> tuple[int | None, str, str]:
        """Exit code, output and words; no code when the time was up, and then nothing of it goes on running."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(
                command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
            try:
                code: int | None = process.wait(seconds)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            texts = []
            for file in (out, err):
                file.seek(0)
                texts.append(file.read().decode("utf-8", "replace"))
        return code, texts[0], texts[1]


def _of_lint(message: dict[str, Any]) -> str:
    code = message.get("code") or {}
    return str(code.get("code") or message["message"])
