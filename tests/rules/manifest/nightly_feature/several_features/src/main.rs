#![feature(test, core_intrinsics)] //~ nightly-feature

fn main() {}
