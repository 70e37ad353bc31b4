use axum::routing::get;
use axum::Router;

async fn answer() -> &'static str {
    "hello"
}

fn routes() -> Router {
    Router::new()
        .route("/users", get(answer))
        .route("/posts", get(answer))
        .route("/tags", get(answer))
        .route("/votes", get(answer))
        .route("/search", get(answer))
        .route("/about", get(answer))
        .route("/health", get(answer))
        .route("/feed", get(answer))
}

fn main() {
    let _ = routes();
}
