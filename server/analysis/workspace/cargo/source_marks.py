"""What the sources of a package say that its manifest is judged by: words outside comments, texts and tests."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
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
SPREADS_WORK = "spreads work"
MORE_LINTS = "more lints"

_MARKS: dict[str, re.Pattern[bytes]] = {
    FORBIDS_UNSAFE: re.compile(rb"\b(?:forbid|deny)\s*\([^)]*\bunsafe_code\b"),
    UNSAFE: re.compile(rb"\bunsafe\b|#\[\s*(?:no_mangle|export_name|link_section)\b"),
    ALLOCATOR: re.compile(rb"\bglobal_allocator\b"),
    CATCHES_PANICS: re.compile(
        rb"\b(?:catch_unwind|CatchUnwind|CatchPanic\w*|catch_panic|is_panic|into_panic|resume_unwind|UnwindSafe|JoinError)\b"
    ),
    LISTENS: re.compile(
        rb"\b(?:TcpListener|UnixListener|TcpSocket)\b[^;{}]{0,80}\bbind\b"
        # A socket on any free port asks, and does not answer.
        rb"|\bUdpSocket\b[^;{}]{0,80}\bbind\b(?!\s*\(\s*\"[^\"\n]*:0\")"
        rb"|\b(?:axum|warp|hyper|tonic|trillium)::[\w:]*serve\w*\b|\bHttpServer::new\b"
        rb"|\b(?:Server|server)::(?:bind|builder|try_bind|new)\b|\brocket::(?:build|custom|ignite)\b"
        rb"|\.serve(?:_with_\w+|_connection\w*)?\("
    ),
    THREADS: re.compile(
        rb"\bthread::(?:spawn|scope|Builder)\b|(?<!fn )\bspawn\w*\s*\(\s*[^)\s&]"
        rb"|\bpar_(?:iter|bridge|chunks)\w*\b|\binto_par_iter\b"
        rb"|\b(?:tokio|actix_web|rocket)::main\b(?!\s*\(\s*flavor\s*=\s*\"current_thread)"
        rb"|\bnew_multi_thread\b|#\[(?:launch|rocket)"
    ),
    SPREADS_WORK: re.compile(
        rb"\bpar_(?:iter|bridge|chunks|sort|extend|lines|split)\w*\b|\binto_par_iter\b|\bThreadPool(?:Builder)?::"
        rb"|\brayon(?:_core)?::(?:scope|spawn|join)\w*\b|\bthread::scope\b|\bcrossbeam(?:_utils)?::(?:thread::)?scope\b"
        # A runtime counts where it runs the whole program: one command among many may start one to wait for something.
        rb"|\b(?:tokio|actix_web|actix_rt|ntex|rocket)::main\b(?!\s*\(\s*flavor\s*=\s*\"current_thread)"
        rb"[^{}]{0,80}\bfn main\b"
        rb"|\bfn main\b[^\0]{0,3000}\bRuntime::new\b|\bnew_multi_thread\b|#\[(?:launch|rocket)"
        rb"|(?:\bfor\b[^;{}]{1,80}\{|\.(?:map|for_each)\(\s*(?:move\s*)?\|)[^{}]{0,200}\bthread::(?:spawn|Builder)\b"
    ),
    MORE_LINTS: re.compile(
        rb"\b(?:warn|deny|forbid)\s*\([^)]*\bclippy::(?:pedantic|nursery|needless_collect|or_fun_call|redundant_clone)\b"
    ),
}
_SAID_BY_CODE_ONLY = frozenset({THREADS, SPREADS_WORK, MORE_LINTS, FORBIDS_UNSAFE})
# One of these stands in every text that a pattern matches; to look for them is many times faster.
_WORDS: dict[str, tuple[bytes, ...]] = {
    FORBIDS_UNSAFE: (b"unsafe_code",),
    UNSAFE: (b"unsafe", b"no_mangle", b"export_name", b"link_section"),
    ALLOCATOR: (b"global_allocator",),
    CATCHES_PANICS: (b"catch_", b"Catch", b"_panic", b"resume_unwind", b"UnwindSafe", b"JoinError"),
    LISTENS: (b"bind", b"serve", b"HttpServer", b"Server::", b"server::", b"rocket::"),
    THREADS: (b"spawn", b"thread::", b"par_", b"::main", b"new_multi_thread", b"launch", b"rocket"),
    SPREADS_WORK: (
        b"par_",
        b"ThreadPool",
        b"rayon",
        b"thread::",
        b"crossbeam",
        b"::main",
        b"new_multi_thread",
        b"Runtime::new",
        b"launch",
        b"rocket",
    ),
    MORE_LINTS: (b"clippy::",),
}
_NO_CODE = re.compile(rb"""//[^\n]*|/\*.*?\*/|\bb?r(\#*)".*?"\1|b?"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\\n])'""", re.DOTALL)
_TESTS = re.compile(
    rb"#\[cfg\((?:all\()?test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*"
    rb"(?:pub\s+)?(?:mod\s+\w+|impl\b[^{;]*|fn\b[^{;]*)\s*\{"
)
_BRACE = re.compile(rb"[{}]")
_READ: dict[str, tuple[tuple[int, int], frozenset[str]]] = {}
_PORTION = 512 * 1024


class StillReading(Exception):
    """More has to be read than one judgement may."""


class Portion:
    """How much may still be read, in bytes; nothing is ever too large to be the first.

    `packages` are the marks of whole packages that are known already.
    """

    def __init__(self, packages: dict[Path, frozenset[str]]) -> None:
        self._left = _PORTION
        self.packages = packages
        self.is_short = False

    def take(self, size: int) -> bool:
        """Whether a file of the size may be read."""
        self.is_short = self.is_short or self._left <= 0
        self._left -= size
        return not self.is_short


_PORTIONS: list[Portion] = []


@contextmanager
def in_portions(packages: dict[Path, frozenset[str]]) -> Iterator[Portion]:
    """Nobody waits inside for much to be read: `marks_of` raises `StillReading` instead.

    The marks of packages are kept in `packages`, whose folders are looked through no second time.
    """
    _PORTIONS.append(Portion(packages))
    try:
        yield _PORTIONS[-1]
    finally:
        _PORTIONS.pop()


def marks_of_package(folder: Path) -> frozenset[str]:
    """What the shipped sources of a package say."""
    known = _PORTIONS[-1].packages if _PORTIONS else {}
    if folder not in known:
        nothing: frozenset[str] = frozenset()
        known[folder] = nothing.union(*map(marks_of, sources_of(folder)))
    return known[folder]


def marks_of(path: str) -> frozenset[str]:
    """What one file says; nothing when it cannot be read."""
    try:
        about = os.stat(path)  # noqa: PTH116 — asked for each file at each edit of a manifest
    except (OSError, ValueError):
        return frozenset()
    state = (about.st_mtime_ns, about.st_size)
    known = _READ.get(path)
    if known is not None and known[0] == state:
        return known[1]
    if not S_ISREG(about.st_mode) or about.st_size > _LARGEST:
        return frozenset()
    if _PORTIONS and not _PORTIONS[-1].take(about.st_size):
        raise StillReading
    try:
        found = marks_in(Path(path).read_bytes())
    except OSError:
        found = frozenset()
    _READ[path] = (state, found)
    return found


def marks_in(text: bytes) -> frozenset[str]:
    """What a text says; only what a comment or a test may say as well is looked at twice."""
    found = frozenset(
        name
        for name, words in _WORDS.items()
        if any(word in text for word in words) and _MARKS[name].search(text) is not None
    )
    doubtful = found - _SAID_BY_CODE_ONLY
    if not doubtful:
        return found
    code = _without_tests(_NO_CODE.sub(lambda match: b'""' if match[0][:1] != b"/" else b" ", text))
    return found - {name for name in doubtful if not _MARKS[name].search(code)}


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
