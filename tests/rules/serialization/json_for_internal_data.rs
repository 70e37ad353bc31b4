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
