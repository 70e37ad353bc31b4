//! Sums.
#![feature(portable_simd)] //~ nightly-feature

pub fn sum() {}
