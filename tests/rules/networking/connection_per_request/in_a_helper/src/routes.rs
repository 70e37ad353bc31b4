use axum::extract::Path;
use axum::routing::post;
use axum::Router;

use crate::moderator;

pub fn router() -> Router {
    Router::new().route("/{text}", post(publish)).route("/{host}/ping", post(ping))
}

async fn publish(Path(text): Path<String>) -> String {
    let reported = moderator::report(&text).await.is_ok();
    moderator::watch().await;
    format!("{reported}")
}

async fn ping(Path(host): Path<String>) -> String {
    moderator::forward(&host, "ping").await.unwrap_or_default()
}
