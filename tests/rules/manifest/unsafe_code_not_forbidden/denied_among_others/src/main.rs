#![deny(missing_docs, unsafe_code)]
//! A relay.

fn main() {}
