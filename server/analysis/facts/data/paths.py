"""Where well-known names live: the prelude, what globs bring, and one spelling for several exports.

Sources: the documentation of the standard library (prelude, modules) and of each crate named.
"""

from __future__ import annotations

import re

PRELUDE: dict[str, str] = {
    "Vec": "std::vec::Vec",
    "String": "std::string::String",
    "Box": "std::boxed::Box",
    "Option": "std::option::Option",
    "Some": "std::option::Option::Some",
    "None": "std::option::Option::None",
    "Result": "std::result::Result",
    "Ok": "std::result::Result::Ok",
    "Err": "std::result::Result::Err",
    "drop": "std::mem::drop",
    "Default": "std::default::Default",
    "Iterator": "std::iter::Iterator",
    "From": "std::convert::From",
    "Into": "std::convert::Into",
    "Clone": "std::clone::Clone",
    "ToString": "std::string::ToString",
    "str": "str",
    "usize": "usize",
    "u8": "u8", "u16": "u16", "u32": "u32", "u64": "u64", "u128": "u128",
    "i8": "i8", "i16": "i16", "i32": "i32", "i64": "i64", "i128": "i128",
    "isize": "isize", "bool": "bool", "char": "char", "f32": "f32", "f64": "f64",
}  # fmt: skip

# Prefixes that are other spellings of the same thing, tried in order until none fits.
CANONICAL: tuple[tuple[str, str], ...] = (
    ("futures_util::", "futures::"),
    ("futures_lite::future::block_on", "futures::executor::block_on"),
    ("futures_executor::", "futures::executor::"),
    ("futures_channel::", "futures::channel::"),
    ("futures_core::", "futures::"),
    ("futures::prelude::", "futures::"),
    ("crossbeam_channel::", "crossbeam::channel::"),
    ("crossbeam_utils::thread::", "crossbeam::thread::"),
    ("crossbeam_utils::CachePadded", "crossbeam::utils::CachePadded"),
    ("actix_web::rt::", "actix_rt::"),
    ("actix::clock::", "tokio::time::"),
    ("actix_rt::net::", "tokio::net::"),
    ("actix_rt::time::", "tokio::time::"),
    ("rocket::tokio::", "tokio::"),
    ("fs_err::tokio::", "tokio::fs::"),
    ("fs_err::", "std::fs::"),
    ("rocket::futures::", "futures::"),
    ("warp::hyper::", "hyper::"),
    ("rust_argon2::", "argon2::"),
    ("parking_lot::lock_api::", "lock_api::"),
    ("lock_api::mutex::", "lock_api::"),
    ("once_cell::sync::OnceCell", "std::sync::OnceLock"),
    ("once_cell::sync::Lazy", "std::sync::LazyLock"),
    ("std::lazy::SyncLazy", "std::sync::LazyLock"),
    ("std::collections::hash_map::HashMap", "std::collections::HashMap"),
    ("std::collections::hash_set::HashSet", "std::collections::HashSet"),
    ("std::collections::btree_map::BTreeMap", "std::collections::BTreeMap"),
    ("std::collections::vec_deque::VecDeque", "std::collections::VecDeque"),
    ("std::sync::poison::", "std::sync::"),
    ("tokio::task::spawn::", "tokio::spawn"),
    ("tokio::io::util::", "tokio::io::"),
    ("reqwest::async_impl::", "reqwest::"),
    ("tonic::transport::channel::", "tonic::transport::"),
    ("tonic::transport::server::", "tonic::transport::"),
    ("serde::de::Deserialize", "serde::Deserialize"),
    ("serde::ser::Serialize", "serde::Serialize"),
    ("serde_derive::", "serde::"),
)

# A crate that another one exports whole, as in `hbb_common::tokio::sync::Mutex`; what follows tells it from a module
# that only has its name, as `async_compression::tokio`.
RE_EXPORTED = re.compile(
    r"(?!crate::|self::|std::)\w+::("
    r"tokio::(?:sync|net|time|fs|io|task|runtime|process|spawn|select|join|try_join)(?:::|$)"
    r"|parking_lot::(?:Mutex|RwLock|FairMutex|ReentrantMutex)(?:::|$)"
    r"|futures::(?:lock|channel|executor|future|stream)::"
    r"|flate2::(?:read|write|bufread)::|zip::(?:read::|ZipArchive)|image::(?:DynamicImage|ImageReader|load_from_memory)"
    r"|diesel::(?:prelude|r2d2|RunQueryDsl|Connection)|rusqlite::(?:Connection|Statement|Transaction)"
    r"|postgres::(?:Client|Config)::|redis::(?:Client|Connection|Cmd|cmd|pipe)(?:::|$)|bcrypt::(?:hash|verify)"
    r"|dashmap::Dash|once_cell::sync::|reqwest::(?:Client|blocking|get)(?:::|Builder|$))"
)

# What `use module::*` brings of the names that rules ask for.
GLOBS: dict[str, frozenset[str]] = {
    "std::sync": frozenset({"Arc", "Mutex", "RwLock", "Condvar", "Barrier", "mpsc", "atomic", "Weak", "OnceLock", "LazyLock"}),
    "std::sync::atomic": frozenset(
        {"Ordering", "AtomicBool", "AtomicUsize", "AtomicU64", "AtomicU32", "AtomicU16", "AtomicU8", "AtomicIsize",
         "AtomicI64", "AtomicI32", "AtomicI16", "AtomicI8", "AtomicPtr", "fence"}
    ),
    "std::sync::atomic::Ordering": frozenset({"SeqCst", "Relaxed", "Acquire", "Release", "AcqRel"}),
    "std::sync::mpsc": frozenset({"channel", "sync_channel", "Sender", "Receiver", "SyncSender"}),
    "std::fs": frozenset(
        {"File", "OpenOptions", "read", "read_to_string", "write", "create_dir", "create_dir_all", "remove_file",
         "remove_dir", "remove_dir_all", "rename", "copy", "metadata", "read_dir", "canonicalize", "hard_link"}
    ),
    "std::io": frozenset({"Read", "Write", "BufRead", "BufReader", "BufWriter", "Result", "Error", "stdin", "stdout"}),
    "std::io::prelude": frozenset({"Read", "Write", "BufRead", "Seek"}),
    "std::thread": frozenset({"sleep", "spawn", "scope", "JoinHandle", "Builder"}),
    "std::collections": frozenset({"HashMap", "HashSet", "BTreeMap", "BTreeSet", "VecDeque", "BinaryHeap", "LinkedList"}),
    "std::path": frozenset({"Path", "PathBuf"}),
    "std::net": frozenset({"TcpStream", "TcpListener", "UdpSocket", "SocketAddr", "ToSocketAddrs", "IpAddr"}),
    "std::rc": frozenset({"Rc", "Weak"}),
    "std::cell": frozenset({"RefCell", "Cell", "OnceCell", "UnsafeCell"}),
    "tokio::sync": frozenset({"Mutex", "RwLock", "mpsc", "oneshot", "broadcast", "watch", "Notify", "Semaphore"}),
    "tokio::sync::mpsc": frozenset(
        {"channel", "unbounded_channel", "Sender", "Receiver", "UnboundedSender", "UnboundedReceiver"}
    ),
    "tokio::net": frozenset({"TcpStream", "TcpListener", "TcpSocket", "UdpSocket", "UnixStream", "UnixListener"}),
    "tokio::fs": frozenset({"File", "OpenOptions", "read", "read_to_string", "write"}),
    "tokio::time": frozenset({"sleep", "interval", "timeout", "Duration", "Instant"}),
    "tokio": frozenset({"spawn", "select", "join", "try_join", "fs", "net", "sync", "time", "task", "runtime", "io"}),
    "parking_lot": frozenset({"Mutex", "RwLock", "ReentrantMutex", "Condvar", "FairMutex"}),
    "futures": frozenset({"channel", "executor", "lock", "stream", "future", "StreamExt", "SinkExt", "FutureExt"}),
    "futures::channel::mpsc": frozenset({"channel", "unbounded", "Sender", "Receiver", "UnboundedSender", "UnboundedReceiver"}),
    "crossbeam::channel": frozenset({"bounded", "unbounded", "Sender", "Receiver"}),
    "crossbeam": frozenset({"channel", "thread"}),
    "flume": frozenset({"bounded", "unbounded", "Sender", "Receiver"}),
    "async_std": frozenset({"task", "fs", "net", "sync", "io"}),
    "smol": frozenset({"block_on", "fs", "net", "Timer", "spawn", "channel"}),
    "rayon": frozenset({"join", "scope", "spawn", "prelude"}),
    "dashmap": frozenset({"DashMap", "DashSet"}),
    "diesel": frozenset({"RunQueryDsl", "QueryDsl", "Connection", "PgConnection", "SqliteConnection", "MysqlConnection"}),
    "diesel::prelude": frozenset({"RunQueryDsl", "Connection", "PgConnection", "SqliteConnection", "MysqlConnection"}),
    "std::process": frozenset({"Command", "Child", "Stdio"}),
}  # fmt: skip
