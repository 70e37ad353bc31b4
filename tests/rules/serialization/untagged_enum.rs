//! Enums without a tag: which are read often, and which are shims or settings.

use axum::http::StatusCode;
use axum::Json;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::HashMap;

#[derive(Debug, Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum Event {
    Login { user: u64, device: String },
    Message { channel: u64, body: String },
    Typing { room: u64, since: u64 },
}

pub async fn ingest(Json(event): Json<Event>) -> StatusCode {
    println!("{event:?}");
    StatusCode::ACCEPTED
}

#[derive(Debug, Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum ClientCommand {
    Join { join: String },
    Leave { leave: String },
    Say { room: String, say: String },
}

pub fn parse(line: &str) -> Result<ClientCommand, serde_json::Error> {
    serde_json::from_str(line)
}

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
/// größer 😀
/* é😀 */ #[serde(rename_all = "camelCase", untagged)] //~ untagged-enum
pub enum Activity {
    Follow(Follow),
    Undo(Undo),
    Idle,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Follow {
    pub actor: String,
    pub r#type: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Undo {
    pub object: String,
}

#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum TermValue {
    Signed(i64),
    Unsigned(u64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum OneOrManyTerms {
    One(TermValue),
    Many(Vec<TermValue>),
}

#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum SearchRequest {
    ByName { name: String },
    ById { id: u64 },
}

pub async fn search(axum::extract::Query(request): axum::extract::Query<SearchRequest>) -> String {
    match request {
        SearchRequest::ByName { name } => name,
        SearchRequest::ById { id } => id.to_string(),
    }
}

#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum Payload {
    Single(QueryData),
    Batch(BatchQueryData),
}

#[derive(Deserialize)]
pub struct QueryData {
    pub query: String,
}

#[derive(Deserialize)]
pub struct BatchQueryData {
    pub queries: Vec<QueryData>,
}

#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum Chunk {
    Plain(String, Vec<u8>),
    Acknowledged(String, Vec<u8>, ChunkOptions),
    Empty { id: u64 },
}

#[derive(Deserialize)]
pub struct ChunkOptions {
    pub id: u64,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum OwnerQuery {
    Local(OwnerHandle),
    Remote(Vec<QueryData>),
}

#[derive(Deserialize)]
pub struct OwnerHandle(pub String);

#[derive(Deserialize)]
#[serde(untagged)]
pub enum SortQuery {
    Short(Follow),
    Object { order: String },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum LabelSelector {
    Exact(std::collections::BTreeMap<String, Follow>),
    Any(Vec<Undo>),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum StoredEvent {
    V1(Follow),
    V2(Undo),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum TestEvent {
    Passed(Follow),
    Rejected { reason: String },
    Skipped { reason: String, until: u64 },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Dependency {
    Version(String),
    Detailed { version: String, features: Vec<String> },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum Answer {
    Login { user: u64 },
    Message { channel: u64 },
    Typing { room: u64 },
}

#[derive(Deserialize)]
#[serde(tag = "type")]
pub enum Tagged {
    Login { user: u64 },
    Message { channel: u64 },
    Typing { room: u64 },
}

#[derive(Deserialize)]
pub enum ExternallyTagged {
    Login { user: u64 },
    Message { channel: u64 },
    Typing { room: u64 },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum RequestId {
    Number(i64),
    Text(String),
    Null,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum CacheConfig {
    Enabled(bool),
    Sized { bytes: u64 },
    Redis { url: String, pool: u32 },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Listener {
    Port(u16),
    Address { host: String, port: u16 },
    Socket { path: String },
}

#[derive(Deserialize)]
pub struct ServerSettings {
    pub listeners: HashMap<String, Listener>,
}

pub mod helper {
    use super::*;

    pub fn number_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum NumberOrText {
            Number(u64),
            Text(String),
        }
        Ok(match NumberOrText::deserialize(deserializer)? {
            NumberOrText::Number(number) => number.to_string(),
            NumberOrText::Text(text) => text,
        })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum SignupBody {
    First { name: String },
    Second { name: String, mail: String },
    Third { invitation: String },
}

/// Read as a text, and only written without a tag.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", untagged)]
pub enum ActionEvent {
    Object { object: String },
    Bucket { bucket: String },
    Admin { admin: String },
}

impl TryFrom<String> for ActionEvent {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.split_once(':') {
            Some(("s3", object)) => Ok(Self::Object { object: object.to_owned() }),
            Some(("bucket", bucket)) => Ok(Self::Bucket { bucket: bucket.to_owned() }),
            Some(("admin", admin)) => Ok(Self::Admin { admin: admin.to_owned() }),
            _ => Err(text),
        }
    }
}

/// Read with the settings, through the types between.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Insertion {
    Fixed { value: String },
    FromContext { key: String },
    FromBody { path: String },
}

#[derive(Deserialize)]
pub enum Step {
    Insert(Insertion),
    Remove(String),
}

#[derive(Deserialize)]
pub struct HeadersConfig {
    pub steps: Vec<Step>,
}

/// Made of the settings, and not read.
pub struct Headers {
    pub steps: Vec<Step>,
}

/// Of two shapes, for each answer.
#[derive(Deserialize)]
#[serde(untagged)] //~ untagged-enum
pub enum QuoteResponse {
    Quoted { price: f64, currency: String },
    Refused { reason: String, code: u32 },
}
