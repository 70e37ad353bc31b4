"""What a clone of a library's type costs: a copy of bits, a counter, or an allocation and all that lies in it."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"

# "copy" for types that are `Copy`, "handle" for those that share what is inside, "deep" for those that copy it.
CLONES: tuple[Known[str], ...] = (
    known("deep", f"{_STD}/string/struct.String.html", "std::string::String"),
    known("deep", f"{_STD}/vec/struct.Vec.html", "std::vec::Vec"),
    known("deep", f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf"),
    known("deep", f"{_STD}/ffi/index.html", *below("std::ffi", "OsString CString")),
    known(
        "deep", f"{_STD}/collections/index.html",
        *below("std::collections", "HashMap BTreeMap HashSet BTreeSet VecDeque BinaryHeap LinkedList"),
    ),
    known("copy", f"{_STD}/time/index.html", *below("std::time", "Duration Instant SystemTime")),
    known("copy", f"{_STD}/net/index.html", *below("std::net", "IpAddr Ipv4Addr Ipv6Addr SocketAddr SocketAddrV4")),
    known("handle", f"{_STD}/sync/struct.Arc.html", *below("std::sync", "Arc Weak"), *below("std::rc", "Rc Weak")),
    known("handle", f"{_STD}/sync/mpsc/index.html", *below("std::sync::mpsc", "Sender SyncSender")),
    known("copy", "https://docs.rs/uuid/latest/uuid/struct.Uuid.html", "uuid::Uuid"),
    known("handle", "https://docs.rs/bytes/latest/bytes/struct.Bytes.html", "bytes::Bytes"),
    known("deep", "https://docs.rs/bytes/latest/bytes/struct.BytesMut.html", "bytes::BytesMut"),
    known(
        "deep", "https://docs.rs/serde_json/latest/serde_json/index.html", "serde_json::Value", "serde_json::Map"
    ),
    known("deep", "https://docs.rs/http/latest/http/header/struct.HeaderMap.html", "http::HeaderMap"),
    known("deep", "https://docs.rs/reqwest/latest/reqwest/header/", "reqwest::header::HeaderMap"),
    known("deep", "https://docs.rs/hyper/latest/hyper/header/", "hyper::HeaderMap", "hyper::header::HeaderMap"),
    known(
        "deep", "https://docs.rs/axum/latest/axum/http/header/struct.HeaderMap.html",
        "axum::http::HeaderMap", "axum::http::header::HeaderMap",
    ),
    known("deep", "https://docs.rs/url/latest/url/struct.Url.html", "url::Url"),
    known(
        "deep", "https://docs.rs/indexmap/latest/indexmap/index.html", "indexmap::IndexMap", "indexmap::IndexSet"
    ),
    known("deep", "https://docs.rs/camino/latest/camino/struct.Utf8PathBuf.html", "camino::Utf8PathBuf"),
)  # fmt: skip
