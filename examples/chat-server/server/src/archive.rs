//! Rooms on disk: a transcript each, and the text that its members pinned.

use std::io;
use std::path::{Path, PathBuf};

use chat_protocol::{transcript, ChatMessage};
use tokio::fs;

const FOLDER: &str = "archive";

pub async fn store(room: &str, messages: &[ChatMessage]) -> io::Result<()> {
    fs::create_dir_all(FOLDER).await?;
    fs::write(path(room, "log"), transcript(messages)).await
}

pub async fn load(room: &str) -> String {
    fs::read_to_string(path(room, "log")).await.unwrap_or_default()
}

pub async fn pinned(room: &str) -> String {
    fs::read_to_string(path(room, "pinned")).await.unwrap_or_default()
}

/// Only letters and digits of a room's name reach the disk: it must not lead out of the folder.
fn path(room: &str, extension: &str) -> PathBuf {
    let name: String = room.chars().filter(char::is_ascii_alphanumeric).collect();
    Path::new(FOLDER).join(name).with_extension(extension)
}
