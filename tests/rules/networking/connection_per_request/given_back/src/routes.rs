use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::Router;
use reqwest::Client;

use crate::clients;

#[derive(Clone)]
pub struct Shared {
    pub client: Client,
}

pub fn router(shared: Shared) -> Router {
    Router::new().route("/today", get(today)).route("/tomorrow", get(tomorrow)).with_state(shared)
}

async fn today(State(shared): State<Shared>) -> Result<String, StatusCode> {
    let ours = shared.client.get("http://weather/today").send().await;
    let answer = match ours {
        Ok(answer) => Ok(answer),
        Err(_) => clients::shared().get("http://weather/backup").send().await,
    };
    answer.map_err(|_| StatusCode::BAD_GATEWAY)?.text().await.map_err(|_| StatusCode::BAD_GATEWAY)
}

async fn tomorrow() -> Result<String, StatusCode> {
    let client = clients::of_the_caller();
    let answer = client.get("http://weather/tomorrow").send().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    answer.text().await.map_err(|_| StatusCode::BAD_GATEWAY)
}
