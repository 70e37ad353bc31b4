use serde::Deserialize;

/// What a client may send. The field names tell the commands apart: `{"join": "lobby"}`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum ClientCommand {
    Join { join: String },
    Leave { leave: String },
    Say { room: String, say: String },
}

impl ClientCommand {
    pub fn parse(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }
}
