//! A program's locks are judged over all of its files, public fields included.

mod jobs;
mod state;
mod users;

use std::sync::Arc;

use state::State;

#[tokio::main]
async fn main() {
    let state = Arc::new(State::new());
    let working = tokio::spawn(jobs::work(Arc::clone(&state)));
    users::refresh(&state).await;
    users::greet(&state).await;
    working.await.unwrap();
}
