// Counters and locks of different threads that lie on one cache line.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crossbeam_utils::CachePadded;

#[derive(Debug, Default)]
struct CacheStats {
    name: String,
    hits: AtomicU64, //~ false-sharing
    misses: AtomicU64,
    writes: AtomicU64,
}

impl CacheStats {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            writes: Default::default(),
        }
    }

    fn lookup(&self, map: &HashMap<u64, u64>, key: u64) -> Option<u64> {
        match map.get(&key) {
            Some(value) => {
                self.hits.fetch_add(1, Ordering::Relaxed);
                Some(*value)
            }
            None => {
                self.misses.fetch_add(1, Ordering::Relaxed);
                None
            }
        }
    }

    fn store(&self, map: &Mutex<HashMap<u64, u64>>, key: u64, value: u64) {
        map.lock().unwrap().insert(key, value);
        self.writes.fetch_add(1, Ordering::Relaxed);
    }
}

// Functions for each counter, called on different ways.
struct Lookups {
    found: AtomicU64, //~ false-sharing
    missing: AtomicU64,
}

impl Lookups {
    fn record_found(&self) {
        self.found.fetch_add(1, Ordering::Relaxed);
    }

    fn record_missing(&self) {
        self.missing.fetch_add(1, Ordering::Relaxed);
    }
}

fn look_up(lookups: &Lookups, map: &HashMap<u64, u64>, key: u64) -> Option<u64> {
    let found = map.get(&key).copied();
    if found.is_some() {
        lookups.record_found();
    } else {
        lookups.record_missing();
    }
    found
}

/// Both ends of a queue: a thread stores each, and only reads the other.
pub struct Ring<T> {
    slots: Box<[Mutex<Option<T>>]>,
    pub head: AtomicUsize, //~ false-sharing
    pub tail: AtomicUsize,
}

impl<T> Ring<T> {
    pub fn push(&self, value: T) {
        let tail = self.tail.load(Ordering::Relaxed);
        *self.slots[tail].lock().unwrap() = Some(value);
        self.tail.store(tail + 1, Ordering::Release);
    }

    pub fn pop(&self) -> Option<T> {
        let head = self.head.load(Ordering::Relaxed);
        let value = self.slots[head].lock().unwrap().take();
        self.head.store(head + 1, Ordering::Release);
        value
    }
}

macro_rules! count {
    ($stats:expr, $field:ident) => {
        $stats.$field.fetch_add(1, Ordering::Relaxed)
    };
}

struct Traffic {
    sent: AtomicU64, //~ false-sharing
    received: AtomicU64,
}

fn send(traffic: &Traffic) {
    count!(traffic, sent);
}

fn receive(traffic: &Traffic) {
    count!(traffic, received);
}

struct Sharded {
    shards: Vec<Mutex<HashMap<u64, u64>>>, //~ false-sharing
    per_thread: [AtomicU64; 16], //~ false-sharing
    rows: Box<[Mutex<Vec<u64>>]>, //~ false-sharing
}

impl Sharded {
    fn insert(&self, hash: usize, thread: usize) {
        self.shards[hash & 15].lock().unwrap().insert(1, 1);
        self.rows[hash % self.rows.len()].lock().unwrap().push(1);
        self.per_thread[thread].fetch_add(1, Ordering::Relaxed);
    }
}

static WORKERS: [AtomicUsize; 8] = [const { AtomicUsize::new(0) }; 8]; //~ false-sharing

// Changed together each time: one line is just right.
struct Histogram {
    sum: AtomicU64,
    count: AtomicU64,
}

impl Histogram {
    fn observe(&self, value: u64) {
        self.sum.fetch_add(value, Ordering::Relaxed);
        self.count.fetch_add(1, Ordering::Relaxed);
    }
}

// Each way changes `requests`: threads wait for that one anyway.
struct Requests {
    requests: AtomicU64,
    found: AtomicU64,
    missing: AtomicU64,
}

impl Requests {
    fn done(&self, found: bool) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        if found {
            self.found.fetch_add(1, Ordering::Relaxed);
        } else {
            self.missing.fetch_add(1, Ordering::Relaxed);
        }
    }
}

// The same, with a function for each counter: `get` changes `started` on all ways.
struct Gets {
    started: AtomicU64,
    direct: AtomicU64,
    waited: AtomicU64,
}

impl Gets {
    fn record_started(&self) {
        self.started.fetch_add(1, Ordering::Relaxed);
    }

    fn record_direct(&self) {
        self.direct.fetch_add(1, Ordering::Relaxed);
    }

    fn record_waited(&self) {
        self.waited.fetch_add(1, Ordering::Relaxed);
    }
}

fn get(gets: &Gets, idle: &Mutex<Vec<u64>>) -> u64 {
    gets.record_started();
    loop {
        if let Some(one) = idle.lock().unwrap().pop() {
            gets.record_direct();
            return one;
        }
        gets.record_waited();
        std::thread::yield_now();
    }
}

// What fails or is numbered changes seldom.
struct Jobs {
    finished: AtomicU64,
    failed: AtomicU64,
    next_id: AtomicU64,
}

impl Jobs {
    fn add(&self) -> u64 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    fn end(&self, ok: bool) {
        if ok {
            self.finished.fetch_add(1, Ordering::Relaxed);
        } else {
            self.failed.fetch_add(1, Ordering::Relaxed);
        }
    }
}

// One thread stores what the others look at.
struct Progress {
    stopped: AtomicBool,
    position: AtomicU64,
    throughput: AtomicU64,
}

impl Progress {
    fn seek(&self, position: u64) {
        self.position.store(position, Ordering::Release);
    }

    fn measure(&self, bytes: u64) {
        self.throughput.store(bytes, Ordering::Release);
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
    }
}

struct Padded {
    hits: CachePadded<AtomicU64>,
    misses: CachePadded<AtomicU64>,
    shards: Vec<CachePadded<Mutex<u64>>>,
}

impl Padded {
    fn hit(&self) {
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    fn miss(&self, hash: usize) {
        self.misses.fetch_add(1, Ordering::Relaxed);
        *self.shards[hash % self.shards.len()].lock().unwrap() += 1;
    }
}

#[repr(align(64))]
struct Slot(AtomicU64);

struct Slots {
    slots: [Slot; 8],
}

impl Slots {
    fn add(&self, thread: usize) {
        self.slots[thread % 8].0.fetch_add(1, Ordering::Relaxed);
    }
}

struct Large {
    // A lock with much behind it has lines of its own.
    shards: Vec<Mutex<[u64; 32]>>,
    // A row of numbers by kind, not by thread.
    by_kind: [AtomicU64; 4],
    // A byte is not worth a line.
    registers_of_shards: [AtomicU8; 64],
}

impl Large {
    fn add(&self, kind: usize, shard: usize) {
        self.by_kind[kind].fetch_add(1, Ordering::Relaxed);
        self.shards[shard].lock().unwrap()[0] += 1;
        self.registers_of_shards[shard].fetch_max(1, Ordering::Relaxed);
    }
}

// Behind a pointer each: they lie where the allocator puts them.
struct Handles {
    opened: Arc<AtomicI64>,
    closed: Arc<AtomicI64>,
}

impl Handles {
    fn open(&self) {
        self.opened.fetch_add(1, Ordering::Relaxed);
    }

    fn close(&self) {
        self.closed.fetch_add(1, Ordering::Relaxed);
    }
}
