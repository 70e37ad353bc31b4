//! Sums.
#![allow(clippy::all)] //~ perf-lints-disabled

pub mod sums;
