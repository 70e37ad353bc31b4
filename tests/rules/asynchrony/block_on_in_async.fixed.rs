use futures::executor::block_on;
use tokio::runtime::{Builder, Handle, Runtime};

async fn load(user: u64) -> String {
    tokio::task::yield_now().await;
    format!("user {user}")
}

pub async fn greet(user: u64) -> String {
    let name = load(user).await; //~ block-on-in-async
    format!("größer 😀 {name}")
}

pub async fn on_the_handle(user: u64) -> usize {
    load(user).await.len() //~ block-on-in-async
}

pub async fn on_a_pool_of_its_own(user: u64) -> String {
    let mut pool = futures::executor::LocalPool::new();
    load(user).await //~ block-on-in-async
}

pub async fn a_stream_as_an_iterator(users: Vec<u64>) -> u64 {
    let users = futures::stream::iter(users);
    futures::executor::block_on_stream(users).sum() //~ block-on-in-async
}

pub async fn within_a_local_set(user: u64) -> String {
    let local = tokio::task::LocalSet::new();
    local.run_until(load(user)).await
}

pub async fn on_another_runtime(runtime: &Runtime) -> String {
    async { load(1).await.to_uppercase() }.await //~ block-on-in-async
}

pub fn spawned() {
    tokio::spawn(async {
        let future = load(3);
        future.await; //~ block-on-in-async
    });
}

pub async fn in_an_inline_closure(users: Vec<u64>) -> Vec<String> {
    users.into_iter().map(|user| smol::block_on(load(user))).collect() //~ block-on-in-async
}

pub async fn in_place(user: u64) -> String {
    tokio::task::block_in_place(|| Handle::current().block_on(load(user)))
}

pub async fn on_the_blocking_pool(user: u64) -> String {
    tokio::task::spawn_blocking(move || Handle::current().block_on(load(user))).await.unwrap()
}

pub async fn on_a_thread_of_its_own() {
    let runtime = Builder::new_current_thread().build().unwrap();
    std::thread::spawn({
        let user = 4;
        move || {
            let local = tokio::task::LocalSet::new();
            local.spawn_local(async move {
                load(user).await;
            });
            runtime.block_on(local);
        }
    });
}

pub fn plain_function(user: u64) -> String {
    block_on(load(user))
}

pub fn main_of_a_thread() {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        load(5).await;
    });
}

pub struct Gate;

impl Gate {
    async fn block_on(&self, user: u64) -> String { //~ passthrough-async-fn
        load(user).await
    }
}

pub async fn another_method_of_that_name(gate: Gate) -> String {
    gate.block_on(6).await
}

pub async fn beside_a_local_set() {
    let local = tokio::task::LocalSet::new();
    let counted = local.run_until(async { 7 });
    tokio::select! {
        _ = counted => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
