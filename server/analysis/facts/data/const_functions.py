"""Functions that are `const`: called with constants they cost nothing when the program runs."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_INTEGERS = "i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize"

CONST_FUNCTIONS: tuple[Known[bool], ...] = (
    known(
        True, f"{_STD}/time/struct.Duration.html",
        *below("std::time::Duration", "new from_secs from_millis from_micros from_nanos from_mins from_hours"),
        *below("std::time::Duration", "from_secs_f32 from_secs_f64"),
    ),
    known(True, f"{_STD}/mem/index.html", *below("std::mem", "size_of align_of size_of_val align_of_val discriminant")),
    known(True, f"{_STD}/string/struct.String.html", "std::string::String::new"),
    known(True, f"{_STD}/vec/struct.Vec.html", "std::vec::Vec::new"),
    known(True, f"{_STD}/collections/struct.BTreeMap.html", "std::collections::BTreeMap::new"),
    known(True, f"{_STD}/collections/struct.BTreeSet.html", "std::collections::BTreeSet::new"),
    known(True, f"{_STD}/collections/struct.VecDeque.html", "std::collections::VecDeque::new"),
    known(True, f"{_STD}/collections/struct.LinkedList.html", "std::collections::LinkedList::new"),
    known(True, f"{_STD}/collections/struct.BinaryHeap.html", "std::collections::BinaryHeap::new"),
    known(True, f"{_STD}/path/struct.PathBuf.html", "std::path::PathBuf::new"),
    known(True, f"{_STD}/ffi/struct.OsString.html", "std::ffi::OsString::new"),
    known(True, f"{_STD}/cell/index.html", *below("std::cell", "Cell::new RefCell::new OnceCell::new UnsafeCell::new")),
    known(
        True, f"{_STD}/sync/index.html",
        *below("std::sync", "Mutex::new RwLock::new OnceLock::new Condvar::new Once::new"),
    ),
    known(
        True, f"{_STD}/sync/atomic/index.html",
        *below(
            "std::sync::atomic",
            "AtomicBool::new AtomicI8::new AtomicI16::new AtomicI32::new AtomicI64::new AtomicIsize::new",
            "AtomicU8::new AtomicU16::new AtomicU32::new AtomicU64::new AtomicUsize::new AtomicPtr::new",
        ),
    ),
    known(True, f"{_STD}/net/struct.Ipv4Addr.html", "std::net::Ipv4Addr::new"),
    known(True, f"{_STD}/net/struct.Ipv6Addr.html", "std::net::Ipv6Addr::new"),
    known(
        True, f"{_STD}/net/enum.SocketAddr.html",
        *below("std::net", "SocketAddr::new SocketAddrV4::new SocketAddrV6::new"),
    ),
    known(True, f"{_STD}/ptr/index.html", *below("std::ptr", "null null_mut NonNull::dangling")),
    known(True, f"{_STD}/num/struct.NonZero.html", "std::num::NonZero::new",
          *below("std::num", "NonZeroU8::new NonZeroU16::new NonZeroU32::new NonZeroU64::new NonZeroUsize::new"),
          *below("std::num", "NonZeroI8::new NonZeroI16::new NonZeroI32::new NonZeroI64::new NonZeroIsize::new")),
    known(
        True, f"{_STD}/primitive.u32.html",
        *(f"{integer}::{name}" for integer in _INTEGERS.split() for name in ("max_value", "min_value", "pow")),
    ),
    known(True, "https://docs.rs/http/1/http/header/struct.HeaderValue.html", "http::header::HeaderValue::from_static"),
    known(True, "https://docs.rs/http/1/http/header/struct.HeaderName.html", "http::header::HeaderName::from_static"),
    known(True, "https://docs.rs/http/1/http/index.html", *below("http", "HeaderValue::from_static HeaderName::from_static")),
    known(True, "https://docs.rs/reqwest/latest/reqwest/header/index.html", *below("reqwest::header", "HeaderValue::from_static HeaderName::from_static")),
    known(True, "https://docs.rs/hyper/latest/hyper/header/index.html", *below("hyper::header", "HeaderValue::from_static HeaderName::from_static")),
    known(True, "https://docs.rs/axum/latest/axum/http/index.html", *below("axum::http", "HeaderValue::from_static header::HeaderValue::from_static HeaderName::from_static")),
    known(True, "https://docs.rs/uuid/1/uuid/struct.Uuid.html", *below("uuid::Uuid", "nil max from_u128 from_bytes")),
    known(
        True, "https://docs.rs/bytes/1/bytes/struct.Bytes.html", *below("bytes::Bytes", "new from_static"),
    ),
    known(
        True, f"{_STD}/default/trait.Default.html",
        *below("std", "string::String::default vec::Vec::default option::Option::default"),
        note="not `const`, and as cheap",
    ),
)  # fmt: skip
