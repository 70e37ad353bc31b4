use std::cmp::Ordering as Compared;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::{self, fence, AtomicBool, AtomicU64, AtomicUsize, Ordering as AtomicOrdering};
use std::sync::{Arc, Mutex};

static MESSAGES: AtomicBool = AtomicBool::new(false);
static NEXT_ID: AtomicU64 = AtomicU64::new(1);
static REQUESTS: AtomicU64 = AtomicU64::new(0);
static LEFT: AtomicBool = AtomicBool::new(false);
static RIGHT: AtomicBool = AtomicBool::new(false);
static TURN: AtomicBool = AtomicBool::new(false);
static EPOCH: AtomicUsize = AtomicUsize::new(0);

pub fn messages() -> bool {
    MESSAGES.load(AtomicOrdering::Acquire) //~ seqcst-ordering
}

pub fn set_messages(yes: bool) {
    MESSAGES.store(yes, atomic::Ordering::Release) //~ seqcst-ordering
}

pub fn next_id() -> u64 {
    NEXT_ID.fetch_add(1, std::sync::atomic::Ordering::Relaxed) //~ seqcst-ordering
}

pub fn next_id_by_another_name() -> u64 {
    NEXT_ID.fetch_add(1, std::sync::atomic::Ordering::Relaxed) //~ seqcst-ordering
}

pub fn record(size: u64) {
    println!("größer 😀 {}", REQUESTS.fetch_add(size, AtomicOrdering::Relaxed)); //~ seqcst-ordering
}

pub struct Pool {
    pending: AtomicUsize,
    free: AtomicUsize,
    closed: AtomicBool,
    jobs: Mutex<Vec<u32>>,
}

impl Pool {
    pub fn work_done(&self) {
        self.pending.fetch_sub(1, AtomicOrdering::AcqRel); //~ seqcst-ordering
    }

    pub fn is_idle(&self) -> bool {
        self.pending.load(AtomicOrdering::Acquire) == 0 //~ seqcst-ordering
    }

    pub fn take_slot(&self) -> bool {
        let seen = self.free.load(AtomicOrdering::Relaxed);
        self.free
            .compare_exchange(
                seen,
                seen - 1,
                AtomicOrdering::AcqRel, //~ seqcst-ordering
                AtomicOrdering::Acquire,
            )
            .is_ok()
    }

    pub fn close_once(&self) -> bool {
        !self.closed.swap(true, AtomicOrdering::AcqRel) //~ seqcst-ordering
    }

    pub fn job_count(&self) -> usize {
        self.jobs.lock().unwrap().len()
    }
}

pub fn one_id_in_many(wanted: u64) -> Arc<AtomicBool> {
    let id = NEXT_ID.fetch_add(1, std::sync::atomic::Ordering::Relaxed); //~ seqcst-ordering
    Arc::new(AtomicBool::new(id == wanted))
}

pub fn flag_of_a_thread(stop: Arc<AtomicBool>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        while !stop.load(AtomicOrdering::Acquire) { //~ seqcst-ordering
            std::thread::yield_now();
        }
    })
}

pub fn enter_left() -> bool {
    LEFT.store(true, AtomicOrdering::SeqCst);
    !RIGHT.load(AtomicOrdering::SeqCst)
}

pub fn enter_right() -> bool {
    RIGHT.store(true, AtomicOrdering::SeqCst);
    !LEFT.load(AtomicOrdering::SeqCst)
}

pub fn argued() -> bool {
    // SeqCst: `TURN` takes part in the total order of LEFT and RIGHT.
    TURN.swap(true, AtomicOrdering::SeqCst)
}

pub fn beside_a_fence() -> usize {
    EPOCH.store(1, AtomicOrdering::SeqCst);
    fence(AtomicOrdering::SeqCst);
    EPOCH.load(AtomicOrdering::SeqCst)
}

pub fn a_read_that_is_ordered() -> usize {
    EPOCH.fetch_add(0, AtomicOrdering::SeqCst)
}

pub fn weaker_already(flag: &AtomicBool) -> bool {
    flag.store(true, AtomicOrdering::Release);
    flag.load(AtomicOrdering::Acquire)
}

pub fn compared(one: u32, two: u32) -> bool {
    one.cmp(&two) == Compared::Less
}

pub mod with {
    pub struct SeqCst;

    pub trait LoadOrdering {
        const ORDERING: std::sync::atomic::Ordering;
    }

    impl LoadOrdering for SeqCst {
        const ORDERING: std::sync::atomic::Ordering = std::sync::atomic::Ordering::SeqCst;
    }
}

pub fn given_by_the_caller(flag: &AtomicBool, order: AtomicOrdering) -> bool {
    flag.load(order)
}

pub fn of_an_own_type(_: with::SeqCst, flag: &AtomicBool) -> bool {
    flag.load(AtomicOrdering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        record(1);
        assert_eq!(REQUESTS.load(SeqCst), 1);
    }
}

macro_rules! bump {
    ($counter:expr) => {
        $counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst)
    };
}

pub fn through_a_macro() -> u64 {
    bump!(REQUESTS)
}

pub fn acquire_comes_from_a_lock(jobs: &Mutex<Vec<u32>>) -> Option<u32> {
    jobs.lock().unwrap().pop()
}

pub fn relaxed_statistic(hits: &AtomicUsize) -> usize {
    hits.fetch_add(1, AtomicOrdering::Relaxed)
}

// Who leaves last clears the leader: all uses of the two belong together, not only those that ask for both at once.
pub struct Group {
    leader: AtomicU64,
    members: AtomicU64,
}

impl Group {
    pub fn join(&self, id: u64) -> u64 {
        self.leader.store(id, AtomicOrdering::SeqCst);
        self.members.load(AtomicOrdering::SeqCst)
    }

    pub fn leave(&self) -> u64 {
        self.members.store(0, AtomicOrdering::SeqCst);
        self.leader.load(AtomicOrdering::SeqCst)
    }

    pub fn led_by(&self) -> u64 {
        self.leader.load(AtomicOrdering::SeqCst)
    }
}
