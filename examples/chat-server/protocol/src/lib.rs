//! What clients and the server say to each other: one JSON object a line.

mod command;
mod event;
mod transcript;

pub use command::ClientCommand;
pub use event::ServerEvent;
pub use transcript::transcript;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChatMessage {
    pub author: String,
    pub text: String,
    /// Seconds since the Unix epoch.
    pub sent_at: u64,
}
