use std::collections::{HashMap, VecDeque};

use chat_protocol::{ChatMessage, ServerEvent};
use tokio::sync::mpsc::UnboundedSender;

const HISTORY: usize = 500;

#[derive(Default)]
pub struct Room {
    history: VecDeque<ChatMessage>,
    members: HashMap<String, UnboundedSender<ServerEvent>>,
}

impl Room {
    pub fn join(&mut self, nickname: &str, inbox: UnboundedSender<ServerEvent>) {
        self.members.insert(nickname.to_owned(), inbox);
    }

    pub fn leave(&mut self, nickname: &str) {
        self.members.remove(nickname);
    }

    pub fn members(&self) -> Vec<String> {
        let mut names = Vec::new();
        for name in self.members.keys() {
            names.push(name.clone());
        }
        names
    }

    /// Members whose connection is gone are dropped on the way.
    pub fn publish(&mut self, room: &str, message: ChatMessage) -> usize {
        let event = ServerEvent::Message { room: room.to_owned(), message: message.clone() };
        self.members.retain(|_, inbox| inbox.send(event.clone()).is_ok());
        if self.history.len() == HISTORY {
            self.history.pop_front();
        }
        self.history.push_back(message);
        self.members.len()
    }

    /// The last messages, oldest first.
    pub fn recent(&self, limit: usize) -> Vec<ChatMessage> {
        let skipped = self.history.len().saturating_sub(limit);
        self.history.iter().skip(skipped).cloned().collect()
    }
}
