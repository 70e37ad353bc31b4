//! What values of types take, as rustc says at the time of `cargo check`, and as our estimates must say as well.
//! Machines of 64 bits only.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::ffi::{CStr, CString, OsStr, OsString};
use std::hash::BuildHasherDefault;
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::ops::{Bound, Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU16, AtomicU32, AtomicU64, AtomicUsize};
use std::sync::{Arc, Condvar, Mutex, OnceLock, RwLock};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

macro_rules! size {
    ($bytes:literal, $type:ty) => {
        #[cfg(target_pointer_width = "64")]
        const _: [(); $bytes] = [(); std::mem::size_of::<$type>()];
    };
}

const KIB: usize = 1 << 10;
const FRAME: usize = 64 * KIB;

struct Unit;
struct Pair(u8, u32);
struct Mixed {
    a: u8,
    b: u64,
    c: u16,
    d: u32,
    e: bool,
}
#[repr(C)]
struct Ordered {
    a: u8,
    b: u64,
    c: u16,
}
#[repr(align(64))]
struct Line(AtomicU64);
struct Buffer {
    bytes: [u8; FRAME],
    filled: usize,
}
struct Ring<T, const N: usize = 16> {
    slots: [Option<T>; N],
    next: usize,
}
struct Node<T> {
    value: T,
    next: Option<Box<Node<T>>>,
    parents: Vec<Node<T>>,
}
struct Guarded<S> {
    state: Mutex<S>,
    kind: Kind,
}
enum Kind {
    One,
    Two,
    Three,
}
enum Never {}
enum Message {
    Ping,
    Text(String),
    Data { stream: u32, bytes: Vec<u8> },
    Close(Option<u16>),
}
enum Numbers {
    Small(u8),
    Middle(u32, u8),
    Large(u64),
}
#[repr(u8)]
enum Coded {
    A(u16),
    B(bool),
}
#[repr(C)]
enum Foreign {
    A,
    B,
}
enum Deep {
    Leaf(Kind),
    Choice(Option<bool>),
}
union Either {
    small: u16,
    large: [u32; 5],
}
type Frames = [Buffer; 2];
type Callback = Box<dyn Fn(&str) -> bool + Send>;
type Text = str;

size!(0, ());
size!(1, bool);
size!(4, char);
size!(16, u128);
size!(16, (u8, u64));
size!(8, (u8, u32, u16));
size!(8, &u8);
size!(16, &str);
size!(16, &[u8]);
size!(8, &[u8; 32]);
size!(16, &dyn Send);
size!(16, &Path);
size!(16, Box<dyn Fn()>);
size!(16, Arc<str>);
size!(16, Rc<OsStr>);
size!(16, Box<CStr>);
size!(16, Box<Text>);
size!(8, fn(u8) -> u8);
size!(8, Option<fn()>);
size!(8, *const u8);
size!(16, *const str);
size!(16, Option<*const u8>);
size!(8, Option<&u8>);
size!(24, Vec<[u8; 4096]>);
size!(24, Option<Vec<u8>>);
size!(24, Option<Option<String>>);
size!(24, PathBuf);
size!(24, OsString);
size!(16, CString);
size!(32, VecDeque<u8>);
size!(24, BinaryHeap<u8>);
size!(48, HashMap<String, u8>);
size!(32, HashMap<String, u8, BuildHasherDefault<std::collections::hash_map::DefaultHasher>>);
size!(48, HashSet<String>);
size!(24, BTreeMap<u8, u8>);
size!(24, BTreeSet<u8>);
size!(24, LinkedList<u8>);
size!(1, Option<bool>);
size!(1, Option<Option<bool>>);
size!(2, Option<u8>);
size!(8, Option<u32>);
size!(4, Option<char>);
size!(16, Option<u64>);
size!(16, Result<u64, u8>);
size!(24, Result<String, ()>);
size!(24, Result<String, std::io::Error>);
size!(8, Result<(), std::io::Error>);
size!(1, Poll<()>);
size!(24, Poll<Option<String>>);
size!(32, Bound<String>);
size!(16, Bound<u64>);
size!(24, Cow<'static, str>);
size!(24, Cow<'static, Path>);
size!(16, Range<usize>);
size!(24, RangeInclusive<usize>);
size!(16, Duration);
size!(16, Option<Duration>);
size!(16, Instant);
size!(16, Option<SystemTime>);
size!(4, Ipv4Addr);
size!(16, Ipv6Addr);
size!(17, IpAddr);
size!(6, SocketAddrV4);
size!(28, SocketAddrV6);
size!(32, SocketAddr);
size!(32, Option<SocketAddr>);
size!(24, MaybeUninit<String>);
size!(32, Option<MaybeUninit<String>>);
size!(2, Option<Cell<bool>>);
size!(16, RefCell<u8>);
size!(8, Pin<Box<[u8; 3]>>);
size!(0, PhantomData<Buffer>);
size!(24, ManuallyDrop<String>);
size!(1, AtomicBool);
size!(2, AtomicU16);
size!(8, AtomicPtr<u8>);
size!(16, Option<AtomicUsize>);
size!(4, Condvar);
size!(8, Mutex<u8>);
size!(16, Mutex<u64>);
size!(32, Mutex<Vec<u8>>);
size!(12, RwLock<u8>);
size!(16, RwLock<u32>);
size!(8, OnceLock<u32>);
size!(16, Waker);
size!(16, Option<Waker>);
size!(0, Unit);
size!(8, Pair);
size!(16, Mixed);
size!(16, Option<Mixed>);
size!(24, Ordered);
size!(64, Line);
size!(256, [Line; 4]);
size!(65544, Buffer);
size!(131088, Frames);
size!(16, Callback);
size!(136, Ring<u32>);
size!(264, Ring<u64>);
size!(104, Ring<String, 4>);
size!(56, Node<String>);
size!(40, Node<u8>);
size!(24, Guarded<u64>);
size!(1, Kind);
size!(1, Option<Kind>);
size!(0, Never);
size!(24, Result<String, Never>);
size!(32, Message);
size!(32, Option<Message>);
size!(16, Numbers);
size!(4, Coded);
size!(4, Foreign);
size!(2, Deep);
size!(20, Either);
size!(32, parking_lot::Mutex<String>);
size!(32, parking_lot::RwLock<String>);
size!(40, tokio::sync::Mutex<()>);
size!(64, tokio::sync::Mutex<String>);
size!(72, tokio::sync::RwLock<String>);
size!(8, tokio::sync::mpsc::Sender<String>);
size!(8, tokio::sync::mpsc::UnboundedReceiver<String>);
size!(8, tokio::sync::oneshot::Sender<String>);
size!(16, Option<tokio::sync::oneshot::Receiver<String>>);
size!(16, tokio::sync::watch::Receiver<String>);
size!(16, tokio::sync::broadcast::Receiver<String>);
size!(8, tokio::task::JoinHandle<()>);
size!(16, tokio::time::Instant);
size!(32, bytes::Bytes);
size!(32, bytes::BytesMut);
size!(128, crossbeam::utils::CachePadded<AtomicU64>);
size!(8, anyhow::Error);
size!(8, reqwest::Client);
size!(8, serde_json::Error);
