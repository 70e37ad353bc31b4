//! A chat server: a TCP line protocol for chatting, and HTTP for everything around it.

mod archive;
mod audit;
mod housekeeping;
mod lines;
mod nicknames;
mod room;
mod routes;
mod session;
mod state;
mod stats;

use std::io;

use tokio::net::TcpListener;

use crate::state::AppState;

#[tokio::main]
async fn main() -> io::Result<()> {
    let state = AppState::default();
    let http = TcpListener::bind("127.0.0.1:8080").await?;
    let chat = TcpListener::bind("127.0.0.1:7000").await?;

    tokio::select! {
        served = async { axum::serve(http, routes::router(state.clone())).await } => served,
        served = lines::serve(chat, state.clone()) => served,
        never = housekeeping::run(&state) => match never {},
    }
}
