use std::io;

use chat_protocol::{ClientCommand, ServerEvent};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::mpsc::UnboundedSender;

use crate::lines::send;
use crate::state::AppState;

/// One person who has given a nickname.
pub struct Session {
    nickname: String,
    inbox: UnboundedSender<ServerEvent>,
    state: AppState,
}

impl Session {
    pub fn new(nickname: String, inbox: UnboundedSender<ServerEvent>, state: AppState) -> Self {
        Self { nickname, inbox, state }
    }

    pub async fn obey(&self, line: &str, writer: &mut OwnedWriteHalf) -> io::Result<()> {
        self.state.stats.command();
        match ClientCommand::parse(line) {
            Ok(ClientCommand::Join { join }) => send(writer, &self.join(join)).await,
            Ok(ClientCommand::Leave { leave }) => send(writer, &self.leave(leave)).await,
            Ok(ClientCommand::Say { room, say }) => send(writer, &self.say(&room, say)).await,
            Err(error) => send(writer, &ServerEvent::error(error.to_string())).await,
        }
    }

    fn join(&self, room: String) -> ServerEvent {
        let mut rooms = self.state.rooms.lock().unwrap();
        let entry = rooms.entry(room.clone()).or_default();
        entry.join(&self.nickname, self.inbox.clone());
        ServerEvent::Joined { room, members: entry.members() }
    }

    fn leave(&self, room: String) -> ServerEvent {
        if let Some(entry) = self.state.rooms.lock().unwrap().get_mut(&room) {
            entry.leave(&self.nickname);
        }
        ServerEvent::Left { room }
    }

    fn say(&self, room: &str, text: String) -> ServerEvent {
        match self.state.publish(room, &self.nickname, text) {
            Some(receivers) => ServerEvent::Delivered { receivers },
            None => ServerEvent::error("there is no such room"),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for room in self.state.rooms.lock().unwrap().values_mut() {
            room.leave(&self.nickname);
        }
    }
}
