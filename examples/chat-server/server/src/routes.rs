//! The HTTP side: read a room, post into it, and look at the server's health.

use std::fs;
use std::io;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use chat_protocol::ChatMessage;
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::archive;
use crate::state::AppState;
use crate::stats::Snapshot;

/// The service that sees what is posted over HTTP before the room does.
const MODERATOR: &str = "127.0.0.1:7100";

#[derive(Deserialize, Serialize)]
struct Post {
    author: String,
    text: String,
}

#[derive(Serialize)]
struct Archived {
    transcript: String,
    pinned: String,
}

pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/motd", get(message_of_the_day))
        .route("/stats", get(stats))
        .route("/audit", get(audit))
        .route("/rooms/{room}/history", get(history))
        .route("/rooms/{room}/archive", get(archived))
        .route("/rooms/{room}/messages", post(publish))
        .with_state(state)
}

async fn message_of_the_day() -> Result<String, StatusCode> {
    fs::read_to_string("motd.txt").map_err(|_| StatusCode::NOT_FOUND)
}

async fn stats(State(state): State<AppState>) -> Json<Snapshot> {
    Json(state.stats.snapshot())
}

async fn audit(State(state): State<AppState>) -> Json<Vec<String>> {
    Json(state.audit.latest(100).await)
}

async fn history(
    State(state): State<AppState>,
    Path(room): Path<String>,
) -> Result<Json<Vec<ChatMessage>>, StatusCode> {
    state.recent(&room, 100).map(Json).ok_or(StatusCode::NOT_FOUND)
}

async fn archived(Path(room): Path<String>) -> Json<Archived> {
    let transcript = archive::load(&room).await;
    let pinned = archive::pinned(&room).await;
    Json(Archived { transcript, pinned })
}

async fn publish(
    State(state): State<AppState>,
    Path(room): Path<String>,
    Json(posted): Json<Post>,
) -> Result<Json<usize>, StatusCode> {
    if let Err(error) = report(&posted).await {
        eprintln!("the moderator is out of reach: {error}");
    }
    let receivers = state.publish(&room, &posted.author, posted.text);
    receivers.map(Json).ok_or(StatusCode::NOT_FOUND)
}

async fn report(posted: &Post) -> io::Result<()> {
    let mut connection = TcpStream::connect(MODERATOR).await?;
    connection.set_nodelay(true)?;
    connection.write_all(&serde_json::to_vec(posted)?).await
}
