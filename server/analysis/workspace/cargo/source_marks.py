"""What the sources of a package say that its manifest is judged by: words outside comments, texts and tests."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

_LARGEST = 4 * 1024 * 1024
_MOST_FILES = 3000
_NO_SOURCES = frozenset({"target", "tests", "benches", "examples", "fuzz", "node_modules"})

FORBIDS_UNSAFE = "forbids unsafe"
UNSAFE = "unsafe"
ALLOCATOR = "allocator"
CATCHES_PANICS = "catches panics"
LISTENS = "listens"
THREADS = "threads"

_MARKS: dict[str, re.Pattern[bytes]] = {
    FORBIDS_UNSAFE: re.compile(rb"\b(?:forbid|deny)\s*\([^)]*\bunsafe_code\b"),
    UNSAFE: re.compile(rb"\bunsafe\b|#\[\s*(?:no_mangle|export_name|link_section)\b"),
    ALLOCATOR: re.compile(rb"\bglobal_allocator\b"),
    CATCHES_PANICS: re.compile(
        rb"\b(?:catch_unwind|CatchUnwind|CatchPanic\w*|catch_panic|is_panic|into_panic|resume_unwind|UnwindSafe|JoinError)\b"
    ),
    LISTENS: re.compile(
        rb"\b(?:TcpListener|UnixListener|UdpSocket|TcpSocket)\b[^;{}]{0,80}\bbind\b"
        rb"|\b(?:axum|warp|hyper|tonic|trillium)::[\w:]*serve\w*\b|\bHttpServer::new\b"
        rb"|\b(?:Server|server)::(?:bind|builder|try_bind|new)\b|\brocket::(?:build|custom|ignite)\b"
        rb"|\.serve(?:_with_\w+|_connection\w*)?\("
    ),
    THREADS: re.compile(
        rb"\bthread::(?:spawn|scope|Builder)\b|\bspawn\s*\(|\bpar_(?:iter|bridge|chunks)\w*\b|\binto_par_iter\b"
        rb"|\b(?:tokio|actix_web|rocket)::main\b|\bnew_multi_thread\b|#\[(?:launch|rocket)"
    ),
}
_WORTH_A_LOOK = re.compile(
    rb"unsafe|global_allocator|atch_unwind|CatchUnwind|CatchPanic|catch_panic|_panic|UnwindSafe|JoinError|bind|serve"
    rb"|HttpServer|erver::|rocket|spawn|thread|par_|::main|launch|no_mangle|export_name|link_section"
)
_NO_CODE = re.compile(rb"""//[^\n]*|/\*.*?\*/|\bb?r(\#*)".*?"\1|b?"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\\n])'""", re.DOTALL)
_TESTS = re.compile(
    rb"#\[cfg\((?:all\()?test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*"
    rb"(?:pub\s+)?(?:mod\s+\w+|impl\b[^{;]*|fn\b[^{;]*)\s*\{"
)
_BRACE = re.compile(rb"[{}]")
_READ: dict[str, tuple[tuple[int, int], frozenset[str]]] = {}


def marks_of(path: str) -> frozenset[str]:
    """What one file says; nothing when it cannot be read."""
    try:
        about = os.stat(path)  # noqa: PTH116 — asked for each file at each edit of a manifest
        state = (about.st_mtime_ns, about.st_size)
        known = _READ.get(path)
        if known is not None and known[0] == state:
            return known[1]
        if not S_ISREG(about.st_mode) or about.st_size > _LARGEST:
            return frozenset()
        found = marks_in(Path(path).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    _READ[path] = (state, found)
    return found


def marks_in(text: bytes) -> frozenset[str]:
    """What a text says."""
    if not _WORTH_A_LOOK.search(text):
        return frozenset()
    code = _without_tests(_NO_CODE.sub(lambda match: b'""' if match[0][:1] not in b"/" else b" ", text))
    return frozenset(name for name, pattern in _MARKS.items() if pattern.search(code))


def sources_of(package: Path) -> Iterator[str]:
    """The files of a package that are shipped: no tests, benches and examples, and no package inside it."""
    waiting, count = [str(package)], 0
    while waiting and count < _MOST_FILES:
        folder = waiting.pop()
        for name, path, is_folder in _entries(folder):
            if is_folder:
                if name not in _NO_SOURCES and not Path(path, "Cargo.toml").is_file():
                    waiting.append(path)
            elif name.endswith(".rs") and name not in ("build.rs", "tests.rs", "test.rs"):
                count += 1
                yield path


def _entries(folder: str) -> list[tuple[str, str, bool]]:
    try:
        with os.scandir(folder) as found:
            return [
                (each.name, each.path, each.is_dir(follow_symlinks=False))
                for each in found
                if not each.name.startswith(".")
            ]
    except (OSError, ValueError):
        return []


def _without_tests(code: bytes) -> bytes:
    """The code without what is only built for tests."""
    while (match := _TESTS.search(code)) is not None:
        depth, at = 1, match.end()
        while depth and at < len(code):
            step = _BRACE.search(code, at)
            if step is None:
                at = len(code)
                break
            depth += 1 if step[0] == b"{" else -1
            at = step.end()
        code = code[: match.start()] + code[at:]
    return code
