use std::sync::Arc;

use axum::extract::{Path, State};

use crate::state::{Shared, VISITS};

pub async fn enter(State(shared): State<Arc<Shared>>, Path(name): Path<String>) -> String {
    *VISITS.lock().unwrap().entry(name.clone()).or_default() += 1;
    begin(&shared, name)
}

fn begin(shared: &Shared, name: String) -> String {
    let title = shared.titles.read().unwrap().get(&name).cloned().unwrap_or_default();
    shared.scores.write().unwrap().insert(name, 0);
    title
}

pub async fn score(State(shared): State<Arc<Shared>>, Path(name): Path<String>) -> String {
    shared.scores.read().unwrap().get(&name).copied().unwrap_or_default().to_string()
}

pub async fn leave(State(shared): State<Arc<Shared>>, Path(name): Path<String>) {
    shared.scores.write().unwrap().remove(&name);
}

pub async fn visits() -> String {
    VISITS.lock().unwrap().len().to_string()
}
