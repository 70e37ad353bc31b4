//! A relay.

use std::thread;

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {});
        }
    });
}
