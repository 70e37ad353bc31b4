use std::sync::atomic::Ordering;

use crate::stats::Stats;

const MOST: usize = 100;

/// The number decides who comes in, so that it is more than a statistic.
pub fn may_enter(stats: &Stats) -> bool {
    if stats.entered.load(Ordering::Acquire) >= MOST {
        return false;
    }
    println!("served {}", stats.served.load(Ordering::Relaxed));
    true
}
