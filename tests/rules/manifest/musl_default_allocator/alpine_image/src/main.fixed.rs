//! A relay.

use std::thread;

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    thread::spawn(|| {}).join().unwrap();
}
