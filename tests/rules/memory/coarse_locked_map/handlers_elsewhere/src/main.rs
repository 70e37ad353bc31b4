mod handlers;
mod state;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::serve::ListenerExt;
use axum::Router;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let shared = Arc::new(state::Shared::default());
    let app = Router::new()
        .route("/{name}", post(handlers::enter))
        .route("/{name}/score", get(handlers::score))
        .route("/{name}/leave", post(handlers::leave))
        .route("/visits", get(handlers::visits))
        .with_state(shared);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7000").await?;
    axum::serve(listener.tap_io(|stream| drop(stream.set_nodelay(true))), app).await
}
