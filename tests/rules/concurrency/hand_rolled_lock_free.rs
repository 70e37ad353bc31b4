use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

struct Node {
    value: u64,
    next: *mut Node,
}

pub struct Stack {
    head: AtomicPtr<Node>,
}

impl Stack {
    pub fn push(&self, value: u64) {
        let node = Box::into_raw(Box::new(Node { value, next: null_mut() }));
        loop {
            let head = self.head.load(Ordering::Acquire);
            // SAFETY: the node was made above, and nobody else knows it yet.
            unsafe { (*node).next = head };
            let swapped = self.head.compare_exchange_weak(head, node, Ordering::Release, Ordering::Relaxed); //~ hand-rolled-lock-free
            if swapped.is_ok() {
                return;
            }
        }
    }

    pub fn top(&self) -> Option<u64> {
        let head = self.head.load(Ordering::Acquire);
        // SAFETY: nodes are never freed.
        (!head.is_null()).then(|| unsafe { (*head).value })
    }
}

pub struct Slot {
    value: crossbeam_epoch::Atomic<String>,
}

impl Slot {
    pub fn new() -> Self {
        Self { value: crossbeam_epoch::Atomic::null() } //~ hand-rolled-lock-free
    }

    pub fn len(&self) -> usize {
        let guard = crossbeam::epoch::pin(); //~ hand-rolled-lock-free
        let value = self.value.load(Ordering::Acquire, &guard);
        unsafe { value.as_ref() }.map_or(0, String::len)
    }
}

// Once, and not until it works: whoever comes first brings the value.
pub fn init(slot: &AtomicPtr<u64>) {
    let made = Box::into_raw(Box::new(1));
    let set = slot.compare_exchange(null_mut(), made, Ordering::AcqRel, Ordering::Acquire);
    if set.is_err() {
        // SAFETY: it was not published.
        drop(unsafe { Box::from_raw(made) });
    }
}

// A number is no structure.
pub fn raise(most: &AtomicUsize, to: usize) {
    let mut known = most.load(Ordering::Relaxed);
    while known < to {
        match most.compare_exchange_weak(known, to, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => return,
            Err(now) => known = now,
        }
    }
}

// Made by others, for all.
pub fn queued(queue: &crossbeam::queue::SegQueue<u64>) -> Option<u64> {
    queue.push(1);
    queue.pop()
}

pub fn swapped(kept: &arc_swap::ArcSwap<String>) -> usize {
    kept.load().len()
}
