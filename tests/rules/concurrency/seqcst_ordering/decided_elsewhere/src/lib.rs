//! Whether a counter only counts is told by all files that see it.

mod gate;
mod stats;

pub use gate::may_enter;
pub use stats::Stats;
