use serde::Serialize;

use crate::ChatMessage;

/// What the server answers, and what it tells the other members of a room.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ServerEvent {
    Welcome { nickname: String },
    Joined { room: String, members: Vec<String> },
    Left { room: String },
    Message { room: String, message: ChatMessage },
    Delivered { receivers: usize },
    Error { reason: String },
}

impl ServerEvent {
    pub fn error(reason: impl Into<String>) -> Self {
        Self::Error { reason: reason.into() }
    }

    pub fn to_line(&self) -> Result<String, serde_json::Error> {
        let mut line = serde_json::to_string(self)?;
        line.push('\n');
        Ok(line)
    }
}
