"""What the types of libraries are made of, for estimates of their size on a machine of 64 bits."""

from __future__ import annotations

from dataclasses import dataclass

from .schema import Known, below, known


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a type as `written`, with `|` between the variants of an enum: `u64 nanos`, `| 0`.

    A digit is the type argument of that index, `2:u64*2` one that has a default, `&0` a pointer to it, `own0` what
    `ToOwned` makes of it. Primitives have their names; `ptr` is never null, `fat` has a length or a vtable besides,
    `cap` is at most half of all numbers, and `nanos` below a second. Cells `hide` which values they never have;
    `at_least` says that a platform, feature or version may add to it.
    """

    written: str
    hides: bool = False
    at_least: bool = False
    align: int = 1


_STD = "https://doc.rust-lang.org/std"
_DOCS = "https://docs.rs"
_TOKIO = "https://docs.rs/tokio/latest/tokio"

STD_SIZES: tuple[Known[Fields], ...] = (
    known(
        Fields("&0"), f"{_STD}/boxed/index.html#memory-layout",
        "std::boxed::Box", "std::rc::Rc", "std::rc::Weak", "std::sync::Arc", "std::sync::Weak", "std::ptr::NonNull",
    ),
    known(
        Fields("cap ptr usize"), f"{_STD}/vec/struct.Vec.html#guarantees",
        "std::vec::Vec", "std::string::String", "std::ffi::OsString", "std::path::PathBuf",
        "std::collections::BinaryHeap",
    ),
    known(Fields("fat"), f"{_STD}/ffi/struct.CString.html", "std::ffi::CString"),
    known(Fields("cap ptr usize usize"), f"{_STD}/collections/struct.VecDeque.html", "std::collections::VecDeque"),
    known(Fields("ptr usize*3 2:u64*2"), f"{_STD}/collections/struct.HashMap.html", "std::collections::HashMap"),
    known(Fields("ptr usize*3 1:u64*2"), f"{_STD}/collections/struct.HashSet.html", "std::collections::HashSet"),
    known(
        Fields("usize*3"), f"{_STD}/collections/index.html",
        "std::collections::BTreeMap", "std::collections::BTreeSet", "std::collections::LinkedList",
    ),
    known(Fields("| 0"), f"{_STD}/option/index.html#representation", "std::option::Option"),
    known(Fields("0 | 1"), f"{_STD}/result/enum.Result.html", "std::result::Result"),
    known(Fields("0 |"), f"{_STD}/task/enum.Poll.html", "std::task::Poll"),
    known(Fields("0 | 0 |"), f"{_STD}/ops/enum.Bound.html", "std::ops::Bound"),
    known(Fields("&0 | own0"), f"{_STD}/borrow/enum.Cow.html", "std::borrow::Cow"),
    known(Fields("0*2"), f"{_STD}/ops/struct.Range.html", "std::ops::Range"),
    known(Fields("0*2 bool"), f"{_STD}/ops/struct.RangeInclusive.html", "std::ops::RangeInclusive"),
    known(
        Fields("0"), f"{_STD}/mem/struct.ManuallyDrop.html",
        "std::mem::ManuallyDrop", "std::pin::Pin", "std::num::Wrapping", "std::cmp::Reverse",
    ),
    known(Fields("0", hides=True), f"{_STD}/mem/union.MaybeUninit.html#layout", "std::mem::MaybeUninit"),
    known(
        Fields("0", hides=True), f"{_STD}/cell/struct.UnsafeCell.html#memory-layout",
        "std::cell::Cell", "std::cell::UnsafeCell",
    ),
    known(Fields("isize 0", hides=True), f"{_STD}/cell/struct.RefCell.html", "std::cell::RefCell"),
    known(
        Fields(""), f"{_STD}/marker/struct.PhantomData.html#layout-1",
        "std::marker::PhantomData", "std::hash::BuildHasherDefault",
    ),
    known(Fields("u64*2"), f"{_STD}/hash/struct.RandomState.html", "std::hash::RandomState"),
    known(
        Fields("u64 nanos"), f"{_STD}/time/index.html",
        "std::time::Duration", "std::time::Instant", "std::time::SystemTime",
    ),
    known(Fields("u8*4"), f"{_STD}/net/struct.Ipv4Addr.html", "std::net::Ipv4Addr"),
    known(Fields("u8*16"), f"{_STD}/net/struct.Ipv6Addr.html", "std::net::Ipv6Addr"),
    known(Fields("u8*4 | u8*16"), f"{_STD}/net/enum.IpAddr.html", "std::net::IpAddr"),
    known(Fields("u8*4 u16"), f"{_STD}/net/struct.SocketAddrV4.html", "std::net::SocketAddrV4"),
    known(Fields("u8*16 u16 u32*2"), f"{_STD}/net/struct.SocketAddrV6.html", "std::net::SocketAddrV6"),
    known(Fields("u32*2 | u32*7"), f"{_STD}/net/enum.SocketAddr.html", "std::net::SocketAddr"),
    known(Fields("ptr"), f"{_STD}/io/struct.Error.html", "std::io::Error"),
    known(Fields("ptr*2"), f"{_STD}/task/struct.Waker.html", "std::task::Waker"),
    known(Fields("u32", hides=True), f"{_STD}/sync/struct.Condvar.html", "std::sync::Condvar", "std::sync::Once"),
    known(Fields("ptr"), f"{_STD}/num/struct.NonZero.html", *below("std::num", "NonZeroU64 NonZeroI64 NonZeroUsize NonZeroIsize")),
    known(Fields("u64*2"), f"{_STD}/sync/mpsc/index.html", *below("std::sync::mpsc", "Sender Receiver SyncSender")),
    known(Fields("u32 bool 0", hides=True), f"{_STD}/sync/struct.Mutex.html", "std::sync::Mutex"),
    known(Fields("u32*2 bool 0", hides=True), f"{_STD}/sync/struct.RwLock.html", "std::sync::RwLock"),
    known(Fields("u32 0", hides=True), f"{_STD}/sync/struct.OnceLock.html", "std::sync::OnceLock"),
    *(
        known(Fields(held, hides=True), f"{_STD}/sync/atomic/index.html", *below("std::sync::atomic", *names))
        for held, names in {
            "u8": ("AtomicBool", "AtomicU8", "AtomicI8"),
            "u16": ("AtomicU16", "AtomicI16"),
            "u32": ("AtomicU32", "AtomicI32"),
            "u64": ("AtomicU64", "AtomicI64", "AtomicUsize", "AtomicIsize", "AtomicPtr"),
        }.items()
    ),
)  # fmt: skip

CRATE_SIZES: tuple[Known[Fields], ...] = (
    known(Fields("u8 0", hides=True), f"{_DOCS}/parking_lot/latest/parking_lot/type.Mutex.html", "parking_lot::Mutex"),
    known(Fields("u64 0", hides=True), f"{_DOCS}/parking_lot/latest/parking_lot/type.RwLock.html", "parking_lot::RwLock"),
    known(Fields("u64*5 0", hides=True), f"{_TOKIO}/sync/struct.Mutex.html", "tokio::sync::Mutex"),
    known(Fields("u64*6 0", hides=True), f"{_TOKIO}/sync/struct.RwLock.html", "tokio::sync::RwLock"),
    known(
        Fields("ptr"), f"{_TOKIO}/sync/mpsc/index.html",
        *below("tokio::sync::mpsc", "Sender", "Receiver", "UnboundedSender", "UnboundedReceiver"),
        "tokio::sync::watch::Sender", "tokio::sync::broadcast::Sender", "tokio::task::JoinHandle",
    ),
    known(
        Fields("usize"), f"{_TOKIO}/sync/oneshot/index.html",
        "tokio::sync::oneshot::Sender", "tokio::sync::oneshot::Receiver",
    ),
    known(Fields("ptr u64"), f"{_TOKIO}/sync/index.html", "tokio::sync::watch::Receiver", "tokio::sync::broadcast::Receiver"),
    known(Fields("u64*4", at_least=True), f"{_TOKIO}/net/index.html", *below("tokio::net", "TcpStream", "TcpListener", "UdpSocket", "UnixStream")),
    known(Fields("u64 nanos"), f"{_TOKIO}/time/struct.Instant.html", "tokio::time::Instant"),
    known(Fields("ptr*2 usize*2"), f"{_DOCS}/bytes/latest/bytes/struct.Bytes.html", "bytes::Bytes"),
    known(Fields("ptr usize*3"), f"{_DOCS}/bytes/latest/bytes/struct.BytesMut.html", "bytes::BytesMut"),
    known(Fields("0", align=128), f"{_DOCS}/crossbeam-utils/latest/crossbeam_utils/struct.CachePadded.html", "crossbeam::utils::CachePadded"),
    known(
        Fields("ptr"), f"{_DOCS}/anyhow/latest/anyhow/struct.Error.html#display-representations",
        "anyhow::Error", "serde_json::Error", "reqwest::Error", "reqwest::Client",
    ),
    known(Fields("u64*3", at_least=True), f"{_DOCS}/serde_json/latest/serde_json/enum.Value.html", "serde_json::Value"),
    known(Fields("u64*11", at_least=True), f"{_DOCS}/url/latest/url/struct.Url.html", "url::Url"),
    known(Fields("u64*12", at_least=True), f"{_DOCS}/http/latest/http/header/struct.HeaderMap.html", "http::HeaderMap"),
    known(Fields("u8*16"), f"{_DOCS}/uuid/latest/uuid/struct.Uuid.html", "uuid::Uuid"),
    known(Fields("u8*32"), f"{_DOCS}/alloy-primitives/latest/alloy_primitives/struct.FixedBytes.html", *below("alloy::primitives", "B256 BlockHash TxHash"), *below("alloy_primitives", "B256 BlockHash TxHash")),
    known(Fields("u8*64"), f"{_DOCS}/alloy-primitives/latest/alloy_primitives/struct.FixedBytes.html", "alloy_primitives::B512", "alloy::primitives::B512"),
    known(Fields("u8*20"), f"{_DOCS}/alloy-primitives/latest/alloy_primitives/struct.Address.html", "alloy_primitives::Address", "alloy::primitives::Address"),
    known(Fields("u64*4"), f"{_DOCS}/alloy-primitives/latest/alloy_primitives/aliases/type.U256.html", "alloy_primitives::U256", "alloy::primitives::U256"),
    known(Fields("ptr*2 usize*2"), f"{_DOCS}/alloy-primitives/latest/alloy_primitives/struct.Bytes.html", "alloy_primitives::Bytes", "alloy::primitives::Bytes"),
    known(Fields("0"), f"{_DOCS}/ordered-float/latest/ordered_float/", "ordered_float::NotNan", "ordered_float::OrderedFloat"),
    known(Fields("ptr"), f"{_DOCS}/ropey/1.6.1/ropey/struct.Rope.html", "ropey::Rope"),
    known(Fields("u64*3"), f"{_DOCS}/smol_str/latest/smol_str/struct.SmolStr.html", "smol_str::SmolStr"),
    known(Fields("u64*3"), f"{_DOCS}/compact_str/latest/compact_str/struct.CompactString.html", "compact_str::CompactString"),
    known(Fields("u64*2"), f"{_DOCS}/ecow/latest/ecow/string/struct.EcoString.html", "ecow::EcoString", "ecow::string::EcoString"),
    known(Fields("ptr usize"), f"{_DOCS}/ecow/latest/ecow/vec/struct.EcoVec.html", "ecow::EcoVec", "ecow::vec::EcoVec"),
    known(Fields("ptr"), f"{_DOCS}/tokio-util/latest/tokio_util/sync/struct.CancellationToken.html", "tokio_util::sync::CancellationToken"),
    known(Fields("u64*2"), f"{_DOCS}/crossbeam-channel/latest/crossbeam_channel/index.html", *below("crossbeam_channel", "Sender Receiver"), *below("crossbeam::channel", "Sender Receiver")),
    known(Fields("u64 u8 u8*64"), f"{_DOCS}/libp2p-identity/latest/libp2p_identity/struct.PeerId.html", *below("libp2p libp2p_identity libp2p_core", "PeerId")),
    known(Fields("ptr"), f"{_DOCS}/multiaddr/latest/multiaddr/struct.Multiaddr.html", *below("libp2p libp2p_core multiaddr", "Multiaddr")),
    known(Fields("ptr"), f"{_DOCS}/flume/latest/flume/", "flume::Sender", "flume::Receiver"),
    known(Fields("u32*3", at_least=True), f"{_DOCS}/chrono/latest/chrono/struct.DateTime.html", "chrono::DateTime"),
    known(Fields("u32*3"), f"{_DOCS}/chrono/latest/chrono/struct.NaiveDateTime.html", "chrono::NaiveDateTime"),
)  # fmt: skip

UNSIZED_TYPES: tuple[Known[bool], ...] = (
    known(True, f"{_STD}/path/struct.Path.html", "std::path::Path"),
    known(True, f"{_STD}/ffi/index.html", "std::ffi::OsStr", "std::ffi::CStr"),
)
