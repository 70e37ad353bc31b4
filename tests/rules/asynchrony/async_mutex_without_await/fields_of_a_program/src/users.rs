use crate::state::State;

pub async fn refresh(state: &State) {
    let mut users = state.users.lock().await;
    tokio::task::yield_now().await;
    users.push(String::from("root"));
}

pub async fn greet(state: &State) {
    let count = state.users.lock().await.len();
    println!("{count} users");
}
