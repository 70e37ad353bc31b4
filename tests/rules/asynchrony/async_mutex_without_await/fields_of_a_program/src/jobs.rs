use std::sync::Arc;

use tokio::sync::Mutex;

use crate::state::State;

pub async fn work(state: Arc<State>) {
    while state.waiting().await < 3 {
        state.jobs.lock().await.push(1); //~ async-mutex-without-await
        tokio::task::yield_now().await;
    }
    println!("{}", state.lent().await + taken(&state.lent));
}

fn taken(lent: &Mutex<u32>) -> u32 {
    lent.try_lock().map_or(0, |held| *held)
}
