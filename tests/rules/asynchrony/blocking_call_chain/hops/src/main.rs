//! Handlers that reach the disk over the functions of other modules.

mod offload;
mod store;
mod web;

use axum::routing::{get, post};
use axum::Router;

#[tokio::main]
async fn main() {
    // Start-up keeps nobody waiting.
    let greeting = store::journal::last_line();
    println!("{greeting}");
    let app = Router::new()
        .route("/last", get(web::last))
        .route("/note", post(web::note))
        .route("/slow", get(web::slow))
        .route("/sizes", get(web::sizes))
        .route("/kept", get(web::kept))
        .route("/moved", get(web::moved))
        .route("/twins", get(web::twins))
        .route("/names", get(web::names))
        .route("/broken", get(web::broken));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    axum::serve(axum::serve::ListenerExt::tap_io(listener, |io| _ = io.set_nodelay(true)), app).await.unwrap();
}
