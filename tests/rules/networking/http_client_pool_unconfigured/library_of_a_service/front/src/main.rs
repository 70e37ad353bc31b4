use axum::extract::State;
use axum::routing::post;
use std::sync::Arc;

async fn purge(State(cdn): State<Arc<cdn::Cdn>>) -> String {
    match cdn.purge("http://cdn.internal").await {
        Ok(()) => "purged".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let cdn = Arc::new(cdn::Cdn::new().map_err(std::io::Error::other)?);
    let app = axum::Router::new().route("/purge", post(purge)).with_state(cdn);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, app).await //~ missing-tcp-nodelay
}
