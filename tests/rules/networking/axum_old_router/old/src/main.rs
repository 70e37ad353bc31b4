use axum::handler::get;
use axum::routing::BoxRoute;
use axum::Router;

async fn answer() -> &'static str {
    "hello"
}

fn routes() -> Router<BoxRoute> {
    Router::new() //~ axum-old-router
        .route("/users", get(answer))
        .route("/posts", get(answer))
        .route("/tags", get(answer))
        .route("/votes", get(answer))
        .route("/search", get(answer))
        .route("/about", get(answer))
        .route("/health", get(answer))
        .route("/feed", get(answer))
        .boxed()
}

fn few() -> Router<BoxRoute> {
    Router::new().route("/", get(answer)).route("/health", get(answer)).boxed()
}

fn one() -> Router<BoxRoute> {
    Router::new().route("/", get(answer)).boxed()
}

fn main() {
    let _ = (routes(), few(), one());
}
