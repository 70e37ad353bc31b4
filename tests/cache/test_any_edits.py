"""After any edits, creations, renames and deletions a run with the cache says what one without it says."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import LARGE, LISTENER, QUICK, SLOW, TUNES, TUNES_NOT, manifest, plant, run_in

FILES = [
    "web/src/main.rs",
    "web/src/net.rs",
    "web/src/net/mod.rs",
    "web/build.rs",
    "store/src/lib.rs",
    "store/src/kinds.rs",
    "store/src/bin/tool.rs",
    "store/tests/it.rs",
    "loose.rs",
]
OTHERS = [
    "Cargo.toml",
    "web/Cargo.toml",
    "store/Cargo.toml",
    "store/src/Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "clippy.toml",
    "rust-perf.toml",
    "store/rust-perf.toml",
    ".gitignore",
    "web/.ignore",
    ".git/info/exclude",
    "Dockerfile",
    "target/debug/build.rs",
    "../rust-perf.toml",
]
TEXTS = [LISTENER, TUNES, TUNES_NOT, SLOW, QUICK, LARGE, "fn main() {}\n", "", "\0"]
SETTINGS = [
    manifest("web", "tokio", "store"),
    manifest("store", "tokio"),
    manifest("store"),
    '[workspace]\nmembers = ["web"]\n',
    '[workspace]\nmembers = ["*"]\n[profile.release]\nlto = true\n',
    '[workspace.metadata.rust-perf]\nignore = ["memory"]\n',
    '[profile.release]\nlto = "thin"\n',
    'ignore = ["asynchrony"]\n',
    'exclude = ["net.rs"]\n',
    '[per-path."store/**"]\nignore = ["all"]\n',
    'preset = "strict"\n[per-path."**/net.rs"]\npreset = "cli"\n',
    "lib.rs\n",
    "net*\n!net.rs\n",
    "ENV CARGO_PROFILE_RELEASE_LTO=fat\n",
    "[broken",
]
PLACES = [*FILES, *OTHERS, "web/src", "store/src", "web", "store"]
RUNS = [
    (),
    ("--select", "all"),
    ("store",),
    ("web/src", "--format", "json"),
    ("web/src/main.rs", "--format", "concise"),
]

edit = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(OTHERS), st.sampled_from(SETTINGS)),
    st.tuples(st.just("keep times"), st.sampled_from(FILES[:2]), st.sampled_from((TUNES, TUNES_NOT))),
    st.tuples(st.just("remove"), st.sampled_from(PLACES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(PLACES), st.sampled_from(PLACES)),
    st.tuples(st.just("link"), st.sampled_from(FILES), st.sampled_from(FILES)),
    st.tuples(st.just("touch"), st.sampled_from(FILES), st.none()),
    st.tuples(st.just("pause"), st.none(), st.none()),
)


def apply(top: Path, what: str, first: str | None, second: str | None) -> None:
    """One edit; what is not possible is left."""
    place = top / (first or "")
    try:
        if what == "write":
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(second or "")
        elif what == "keep times":
            about = place.stat()
            place.write_text(second or "")
            os.utime(place, ns=(about.st_atime_ns, about.st_mtime_ns))
        elif what == "remove":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        elif what == "rename":
            place.rename(top / (second or ""))
        elif what == "link":
            place.symlink_to(top / (second or ""))
        elif what == "touch":
            os.utime(place)
        else:
            time.sleep(0.04)
    except OSError:
        return


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.lists(edit, max_size=4), st.sampled_from(RUNS)), min_size=1, max_size=5))
def test_the_cache_changes_nothing(own_cache: Path, steps: list[tuple[list[tuple[str, str, str]], tuple[str, ...]]]):
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder, "top")
        plant(top)
        run_in(top, "check")
        for edits, words in steps:
            for each in edits:
                apply(top, *each)
            assert run_in(top, "check", *words) == run_in(top, "check", "--no-cache", *words)
