"""Building blocks of lock-free structures, and what an application takes instead."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"

BUILT_OF: tuple[Known[str], ...] = (
    known(
        "`crossbeam::queue`, `dashmap` or a lock", f"{_DOCS}/crossbeam-epoch/latest/crossbeam_epoch/",
        *below("crossbeam_epoch", "pin unprotected Atomic::new Atomic::null Owned::new"),
        *below("crossbeam::epoch", "pin unprotected Atomic::new Atomic::null Owned::new"),
    ),
    known(
        "`arc-swap`, or an `RwLock`", f"{_DOCS}/left-right/latest/left_right/",
        *below("left_right", "new new_from_empty"),
    ),
    known("`dashmap` or `papaya`", f"{_DOCS}/evmap/latest/evmap/", *below("evmap", "new Options::default")),
    known("`crossbeam::queue` or a lock", f"{_DOCS}/haphazard/latest/haphazard/", "haphazard::HazardPointer::new"),
)  # fmt: skip
