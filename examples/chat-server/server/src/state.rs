use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::UNIX_EPOCH;

use chat_protocol::ChatMessage;

use crate::audit::AuditLog;
use crate::room::Room;
use crate::stats::Stats;

/// What every connection and every handler shares.
#[derive(Clone, Default)]
pub struct AppState {
    pub rooms: Arc<Mutex<HashMap<String, Room>>>,
    pub stats: Arc<Stats>,
    pub audit: Arc<AuditLog>,
}

impl AppState {
    /// Hands a message to the members of a room, and says how many there are.
    pub fn publish(&self, room: &str, author: &str, text: String) -> Option<usize> {
        let author = author.to_owned();
        let message = ChatMessage { author, text, sent_at: now() };
        let receivers = self.rooms.lock().unwrap().get_mut(room)?.publish(room, message);
        self.stats.delivered(receivers);
        Some(receivers)
    }

    pub fn recent(&self, room: &str, limit: usize) -> Option<Vec<ChatMessage>> {
        Some(self.rooms.lock().unwrap().get(room)?.recent(limit))
    }
}

fn now() -> u64 {
    UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs())
}
