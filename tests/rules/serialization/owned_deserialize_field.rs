//! Fields that own a text of the input: of values that are only looked at, and of those that live on.

use anyhow::Result;
use axum::Json;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;

#[derive(Serialize, Deserialize)]
pub struct StampException { //~ owned-deserialize-field
    pub routes: Vec<String>,
    pub stamp: String,
    pub expires: i64,
}

impl StampException {
    pub fn is_over(&self, now: i64) -> bool {
        now > self.expires
    }
}

pub fn allows(stored: Option<&str>, stamp: &str, now: i64) -> bool {
    if let Some(exception) = stored.and_then(|text| serde_json::from_str::<StampException>(text).ok()) {
        return exception.expires > now && exception.stamp == stamp && !exception.routes.is_empty();
    }
    false
}

/// größer 😀
#[derive(Debug, Deserialize)]
struct Line { //~ owned-deserialize-field
    level: String,
    target: String,
    message: String,
}

pub fn warnings(body: &[u8], out: &mut Vec<String>) -> Result<usize> {
    let mut found = 0;
    for each in body.split(|byte| *byte == b'\n') {
        let line: Line = serde_json::from_slice(each)?;
        if line.level == "warn" && !line.target.starts_with("hyper") {
            found += 1;
            out.push(line.message);
        }
    }
    Ok(found)
}

/// The input is gone at the end of the statement that parses it.
#[derive(Deserialize)]
struct Beat {
    version: String,
}

pub async fn is_accepted(response: reqwest::Response) -> Result<bool> {
    let beat: Beat = serde_json::from_slice(&response.bytes().await?)?;
    Ok(beat.version == "1")
}

/// Returned.
#[derive(Deserialize)]
pub struct User {
    pub name: String,
}

pub fn user(text: &str) -> Result<User> {
    let user: User = serde_json::from_str(text)?;
    Ok(user)
}

/// Kept in a map.
#[derive(Deserialize)]
pub struct Entry {
    pub key: String,
    pub value: String,
}

pub fn keep(text: &str, map: &mut HashMap<String, String>) -> Result<()> {
    let entry: Entry = serde_json::from_str(text)?;
    map.insert(entry.key, entry.value);
    Ok(())
}

/// An extractor gives values that outlive the body.
#[derive(Deserialize)]
pub struct Login {
    pub user: String,
}

pub async fn login(Json(login): Json<Login>) -> String {
    format!("hello {}", login.user)
}

pub fn login_of(text: &str) -> Result<bool> {
    let login: Login = serde_json::from_str(text)?;
    Ok(login.user.is_empty())
}

/// Read from a stream, which has nothing to borrow from.
#[derive(Deserialize)]
pub struct Record {
    pub id: String,
}

pub fn is_known(reader: impl std::io::Read) -> Result<bool> {
    let record: Record = serde_json::from_reader(reader)?;
    Ok(record.id == "a")
}

/// A file is read once, and for much more than the copy costs.
#[derive(Deserialize)]
struct Version {
    version: String,
}

pub fn is_current(path: &str) -> bool {
    std::fs::read_to_string(path)
        .ok()
        .and_then(|text| serde_json::from_str::<Version>(&text).ok())
        .is_some_and(|version| version.version == "1")
}

pub fn is_newest(path: &str) -> Result<bool> {
    let text = std::fs::read_to_string(path)?;
    let version: Version = serde_json::from_str(&text)?;
    Ok(version.version == "2")
}

/// Borrows already.
#[derive(Deserialize)]
pub struct Event<'a> {
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
}

pub fn is_login(text: &str) -> Result<bool> {
    let event: Event = serde_json::from_str(text)?;
    Ok(event.kind == "login")
}

/// Held by another one that is kept.
#[derive(Deserialize)]
pub struct Inner {
    pub name: String,
}

#[derive(Deserialize)]
pub struct Outer {
    pub inner: Inner,
}

pub fn inner_is(text: &str) -> Result<bool> {
    let inner: Inner = serde_json::from_str(text)?;
    Ok(inner.name == "x")
}

pub fn outer(text: &str) -> Result<Outer> {
    Ok(serde_json::from_str(text)?)
}

/// Nobody of the program parses it.
#[derive(Deserialize)]
pub struct Unseen {
    pub name: String,
}

/// Only written.
#[derive(Serialize)]
pub struct Answer {
    pub text: String,
}

/// Settings are kept.
#[derive(Deserialize)]
pub struct Settings {
    pub address: String,
}

static SETTINGS: std::sync::OnceLock<Settings> = std::sync::OnceLock::new();

pub fn set(text: &str) -> Result<bool> {
    let settings: Settings = serde_json::from_str(text)?;
    Ok(SETTINGS.set(settings).is_ok())
}
