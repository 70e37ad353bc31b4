//! JSON between a program and itself, and JSON for others.

use anyhow::Result;
use axum::Json;
use redis::AsyncCommands;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, BufWriter};

#[derive(Serialize, Deserialize, Clone)]
pub struct Message {
    pub author: u64,
    pub text: String,
}

pub async fn push(connection: &mut redis::aio::ConnectionManager, message: &Message) -> Result<()> {
    let text = serde_json::to_string(message)?; //~ json-for-internal-data
    let _: () = connection.rpush("größer 😀", text).await?;
    Ok(())
}

pub async fn history(connection: &mut redis::aio::ConnectionManager) -> Result<Vec<Message>> {
    let texts: Vec<String> = redis::cmd("LRANGE").arg("chat").arg(0).arg(-1).query_async(connection).await?;
    let mut messages = Vec::with_capacity(texts.len());
    for text in &texts {
        if let Ok(message) = serde_json::from_str::<Message>(text) { //~ json-for-internal-data
            messages.push(message);
        }
    }
    Ok(messages)
}

#[derive(Serialize, Deserialize)]
pub struct Session {
    pub user: u64,
}

pub struct Sessions {
    tree: sled::Tree,
}

impl Sessions {
    /// Opened by whoever starts the program.
    pub fn over(tree: sled::Tree) -> Self {
        Self { tree }
    }

    pub fn put(&self, key: &str, session: &Session) -> Result<()> {
        let bytes = serde_json::to_vec(session)?; //~ json-for-internal-data
        sled::Tree::insert(&self.tree, key, bytes)?;
        Ok(())
    }

    pub fn of(&self, key: &str) -> Result<Option<Session>> {
        let Some(bytes) = sled::Tree::get(&self.tree, key)? else {
            return Ok(None);
        };
        Ok(Some(serde_json::from_slice(&bytes)?)) //~ json-for-internal-data
    }
}

mod database {
    use super::*;

    #[derive(Serialize, Deserialize)]
    pub struct Paste {
        pub id: u64,
        pub text: String,
    }

    pub fn save_database(pastes: &[Paste]) -> Result<()> {
        let writer = BufWriter::new(File::create("pastes.json.tmp")?);
        serde_json::to_writer(writer, pastes)?; //~ json-for-internal-data
        Ok(std::fs::rename("pastes.json.tmp", "pastes.json")?)
    }

    pub fn reread_database() -> Result<Vec<Paste>> {
        let reader = BufReader::new(File::open("pastes.json")?);
        let pastes: Vec<Paste> = serde_json::from_reader(reader)?; //~ json-for-internal-data
        Ok(pastes)
    }
}

/// Each through the closures of what Redis answers.
pub async fn newest(connection: &mut redis::aio::ConnectionManager) -> Result<Option<Message>> {
    let message: Option<Message> = connection
        .lindex::<_, Option<String>>("chat", 0)
        .await?
        .and_then(|text| serde_json::from_str(text.as_ref()).ok()); //~ json-for-internal-data
    Ok(message)
}

pub struct Users {
    tree: sled::Tree,
}

impl Users {
    pub fn over(tree: sled::Tree) -> Self {
        Self { tree }
    }

    pub fn put(&self, message: &Message) -> Result<()> {
        self.tree.insert("newest", serde_json::to_vec(message)?)?; //~ json-for-internal-data
        Ok(())
    }

    pub fn newest(&self) -> Result<Option<Message>> {
        if let Some(bytes) = self.tree.get("newest")? {
            return Ok(Some(serde_json::from_slice(&bytes)?)); //~ json-for-internal-data
        }
        Ok(None)
    }
}

/// Any type, and both sides beside each other.
pub trait Cache {
    fn get_raw(&self, key: &str) -> Result<Option<Vec<u8>>>;
    fn set_raw(&self, key: &str, value: &[u8]) -> Result<()>;

    fn get<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let raw = self.get_raw(key)?;
        Ok(raw.map(|bytes| serde_json::from_slice(&bytes)).transpose()?) //~ json-for-internal-data
    }

    fn set<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        self.set_raw(key, serde_json::to_string(value)?.as_bytes()) //~ json-for-internal-data
    }
}

/// Answers for browsers, kept as they are sent.
pub struct AnswerCache {
    texts: std::collections::HashMap<u64, String>,
}

impl AnswerCache {
    pub fn put<T: Serialize>(&mut self, key: u64, answer: &T) -> Result<()> {
        self.texts.insert(key, serde_json::to_string(answer)?);
        Ok(())
    }

    pub fn get(&self, key: u64) -> Option<&str> {
        self.texts.get(&key).map(String::as_str)
    }
}

/// Written here, and read by another program.
#[derive(Serialize)]
pub struct Job {
    pub id: u64,
}

pub async fn enqueue(connection: &mut redis::aio::ConnectionManager, job: &Job) -> Result<()> {
    let text = serde_json::to_string(job)?;
    let _: () = connection.lpush("jobs", text).await?;
    Ok(())
}

/// Read here, and written by others.
#[derive(Deserialize)]
pub struct Rate {
    pub value: f64,
}

pub async fn rate(connection: &mut redis::aio::ConnectionManager) -> Result<Option<Rate>> {
    let text: Option<String> = connection.get("rate").await?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// The protocol of browsers.
pub async fn send(socket: &mut axum::extract::ws::WebSocket, message: &Message) -> Result<()> {
    let text = serde_json::to_string(message)?;
    socket.send(axum::extract::ws::Message::Text(text.into())).await?;
    Ok(())
}

pub async fn api(Json(message): Json<Message>) -> Json<Message> {
    Json(message)
}

/// A column of text, for whatever reads the table.
pub async fn column(pool: &sqlx::PgPool, message: &Message) -> Result<()> {
    sqlx::query("INSERT INTO t (state) VALUES ($1)").bind(serde_json::to_string(message)?).execute(pool).await?;
    Ok(())
}

/// For people to read.
pub fn report(message: &Message, path: &str) -> Result<()> {
    std::fs::write(path, serde_json::to_string_pretty(message)?)?;
    Ok(())
}

pub fn write_report(message: &Message, path: &str) -> Result<()> {
    std::fs::write(path, serde_json::to_string(message)?)?;
    Ok(())
}

pub fn read_report(path: &str) -> Result<Message> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

mod config {
    use super::*;

    #[derive(Serialize, Deserialize, Default)]
    pub struct CacheSettings {
        pub entries: usize,
    }

    pub fn save_cache_settings(settings: &CacheSettings) -> Result<()> {
        Ok(std::fs::write("settings.json", serde_json::to_string(settings)?)?)
    }

    pub fn load_cache_settings() -> Result<CacheSettings> {
        Ok(serde_json::from_str(&std::fs::read_to_string("settings.json")?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let text = serde_json::to_string(&Message { author: 1, text: String::new() }).unwrap();
        let _: Message = serde_json::from_str(&text).unwrap();
    }
}
