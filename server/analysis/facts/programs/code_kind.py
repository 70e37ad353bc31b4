"""What kind of code a place is: test, tool, generated, start-up. Most rules are silent there."""

from __future__ import annotations

import re
from pathlib import PurePath

from ...workspace.crates import Crate

_TEST_FOLDERS = {
    "tests",
    "benches",
    "examples",
    "test",
    "fuzz",
    "fuzz_targets",
    "testing",
    "test_util",
    "test_utils",
    "test_support",
    "testutil",
    "testutils",
    "test_helpers",
}
_TEST_FILES = re.compile(
    r"^(tests?|test_.*|.*_tests?|bench(es|mark)?|.*_bench|build|testutils?|test_?helpers?|mocks?)$"
)
_GENERATED = re.compile(rb"@generated|DO NOT EDIT|automatically generated|auto-generated", re.IGNORECASE)


def is_silent_file(path: str, text: bytes, crate: Crate) -> bool:
    """Tests, benches, examples, build scripts, tool crates and generated files: only few rules look there."""
    return is_test_path(path, crate) or crate.tool or crate.proc_macro or is_generated(text)


def is_test_path(path: str, crate: Crate) -> bool:
    """Whether the path alone says test, bench, example or build script, seen from the crate's root."""
    pure = PurePath(path)
    if crate.root is not None:
        try:
            pure = pure.relative_to(crate.root)
        except ValueError:
            pure = PurePath(pure.name)
    else:
        pure = PurePath(*pure.parts[-2:])
    return any(part in _TEST_FOLDERS for part in pure.parts[:-1]) or bool(_TEST_FILES.match(pure.stem))


def is_generated(text: bytes) -> bool:
    """Whether a comment at the file's head says that a program wrote it."""
    head = text[:600]
    return any(
        line.lstrip().startswith((b"//", b"/*", b"*", b"#![")) and _GENERATED.search(line)
        for line in head.splitlines()[:8]
    )


def is_whole_file_test(text: bytes) -> bool:
    """Whether an inner attribute makes the whole file test code."""
    return b"#![cfg(test)]" in text[:2000]
