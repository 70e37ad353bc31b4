use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;

#[derive(Default)]
pub struct Stats {
    connections: AtomicU64,
    commands: AtomicU64,
    deliveries: AtomicU64,
}

#[derive(Serialize)]
pub struct Snapshot {
    connections: u64,
    commands: u64,
    deliveries: u64,
}

impl Stats {
    pub fn connected(&self) {
        self.connections.fetch_add(1, Ordering::SeqCst);
    }

    pub fn command(&self) {
        self.commands.fetch_add(1, Ordering::SeqCst);
    }

    pub fn delivered(&self, receivers: usize) {
        self.deliveries.fetch_add(receivers as u64, Ordering::SeqCst);
    }

    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            connections: self.connections.load(Ordering::SeqCst),
            commands: self.commands.load(Ordering::SeqCst),
            deliveries: self.deliveries.load(Ordering::SeqCst),
        }
    }
}
