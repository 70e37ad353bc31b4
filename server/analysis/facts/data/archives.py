"""rkyv's ways to look at an archive without asking whether it is one, each with the way that asks."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs/rkyv/0.8.10/rkyv"
_OLD = "https://docs.rs/rkyv/0.7.45/rkyv"

UNCHECKED: tuple[Known[str], ...] = (
    known("rkyv::access", f"{_DOCS}/fn.access_unchecked.html", *below("rkyv rkyv::api", "access_unchecked")),
    known(
        "rkyv::access_mut", f"{_DOCS}/fn.access_unchecked_mut.html", *below("rkyv rkyv::api", "access_unchecked_mut")
    ),
    known(
        "rkyv::api::high::access_pos",
        f"{_DOCS}/api/fn.access_pos_unchecked.html",
        "rkyv::api::access_pos_unchecked",
    ),
    known(
        "rkyv::api::high::access_pos_mut",
        f"{_DOCS}/api/fn.access_pos_unchecked_mut.html",
        "rkyv::api::access_pos_unchecked_mut",
    ),
    known(
        "rkyv::from_bytes",
        f"{_DOCS}/fn.from_bytes_unchecked.html",
        *below("rkyv rkyv::api::high rkyv::api::low rkyv::util", "from_bytes_unchecked"),
    ),
    known(
        "rkyv::check_archived_root",
        f"{_OLD}/util/fn.archived_root.html",
        *below("rkyv rkyv::util", "archived_root archived_root_mut archived_unsized_root archived_unsized_root_mut"),
        versions="<0.8",
    ),
    known(
        "rkyv::check_archived_value",
        f"{_OLD}/util/fn.archived_value.html",
        *below(
            "rkyv rkyv::util", "archived_value archived_value_mut archived_unsized_value archived_unsized_value_mut"
        ),
        versions="<0.8",
    ),
)
