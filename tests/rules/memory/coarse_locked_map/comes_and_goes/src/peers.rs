use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, RwLock};

use tokio::sync::mpsc::Sender;

#[derive(Default)]
pub struct Relay {
    connections: RwLock<HashMap<SocketAddr, Sender<String>>>,
    inboxes: Mutex<HashMap<SocketAddr, Vec<String>>>, //~ coarse-locked-map
    watchers: Mutex<HashMap<SocketAddr, u64>>,
    subscriptions: RwLock<HashMap<SocketAddr, u64>>,
}

impl Relay {
    pub fn connected(&self, peer: SocketAddr, outbox: Sender<String>) {
        self.connections.write().unwrap().insert(peer, outbox);
        self.inboxes.lock().unwrap().insert(peer, Vec::new());
        self.watchers.lock().unwrap().insert(peer, 0);
        self.subscriptions.write().unwrap().insert(peer, 0);
    }

    pub fn disconnected(&self, peer: &SocketAddr) {
        if self.connections.read().unwrap().get(peer).is_some_and(|outbox| outbox.is_closed()) {
            self.connections.write().unwrap().remove(peer);
        }
        self.inboxes.lock().unwrap().remove(peer);
        self.subscriptions.write().unwrap().remove(peer);
    }

    pub fn deliver(&self, peer: &SocketAddr, line: String) {
        if let Some(inbox) = self.inboxes.lock().unwrap().get_mut(peer) {
            inbox.push(line);
        }
    }

    pub fn renew_subscription(&self, peer: &SocketAddr) {
        if let Some(seconds) = self.subscriptions.write().unwrap().get_mut(peer) {
            *seconds = 1800;
        }
    }

    pub fn watched(&self, peer: &SocketAddr) -> bool {
        self.watchers.lock().unwrap().contains_key(peer)
    }
}
