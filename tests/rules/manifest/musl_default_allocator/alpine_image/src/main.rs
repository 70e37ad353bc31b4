//! A relay.

use std::thread;

fn main() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {});
        }
    });
}
