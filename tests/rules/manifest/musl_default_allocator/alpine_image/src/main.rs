//! A relay.

use std::thread;

fn main() {
    thread::spawn(|| {}).join().unwrap();
}
