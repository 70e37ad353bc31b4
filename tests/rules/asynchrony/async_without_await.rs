use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Table {
    seen: HashMap<u64, String>,
    next: AtomicU64,
}

pub struct Wrong;

impl Table {
    pub(crate) async fn new(name: &str) -> Result<Table, Wrong> { //~ async-without-await
        if name.is_empty() {
            return Err(Wrong);
        }
        Ok(Table { seen: HashMap::from([(0, name.to_owned())]), next: AtomicU64::new(1) })
    }

    async fn status(&self, id: u64) -> Option<String> { //~ async-without-await
        self.seen.get(&id).cloned()
    }

    // What is spawned waits, the function itself does not.
    async fn watch(&self) { //~ async-without-await
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(async move {
            tokio::task::yield_now().await;
            println!("{id}");
        });
    }

    pub async fn report(&self, id: u64) -> String {
        self.watch().await;
        let known = match self.status(id).await {
            Some(known) => known,
            None => fallback(id).await,
        };
        tokio::task::yield_now().await;
        format!("{known} {}", checksum(known.as_bytes()).await)
    }
}

#[inline]
#[allow(clippy::cast_lossless)]
async fn checksum(bytes: &[u8]) -> u64 { //~ async-without-await
    bytes.iter().map(|byte| *byte as u64).sum()
}

async fn fallback(id: u64) -> String { //~ async-without-await
    serde_json::json!({ "id": id }).to_string()
}

pub async fn start() -> Result<String, Wrong> {
    let table = Table::new("main").await?;
    Ok(table.report(3).await)
}

// Each of these waits.
async fn awaits(value: u64) -> u64 {
    tokio::task::yield_now().await;
    value
}

async fn awaits_in_a_macro(value: u64) -> String {
    format!("{}", awaits(value).await)
}

async fn selects(values: &mut tokio::sync::mpsc::Receiver<u64>) -> u64 {
    tokio::select! {
        Some(value) = values.recv() => value,
        () = tokio::task::yield_now() => 0,
    }
}

macro_rules! twice {
    ($value:expr) => {
        awaits(awaits($value).await).await
    };
}

async fn hidden_in_a_macro(value: u64) -> u64 {
    twice!(value)
}

// A trait says what these are.
pub trait Source {
    fn load(&self, id: u64) -> impl Future<Output = u64>;
}

impl Source for Table {
    async fn load(&self, id: u64) -> u64 {
        self.seen.len() as u64 + id
    }
}

#[async_trait::async_trait]
pub trait Handler {
    async fn handle(&self, id: u64) -> u64 {
        id
    }
}

// Their futures are wanted: kept, joined, made by a function that is handed on.
async fn kept(value: u64) -> u64 {
    value + 1
}

async fn joined(value: u64) -> u64 {
    value + 2
}

async fn handed_on(value: u64) -> Option<u64> {
    (value > 2).then_some(value)
}

async fn health() -> &'static str {
    "ok"
}

pub async fn uses(values: Vec<u64>) -> u64 {
    use futures::StreamExt;
    let _router: axum::Router = axum::Router::new().route("/health", axum::routing::get(health));
    let task = tokio::spawn(kept(1));
    let (one, two) = tokio::join!(joined(1), joined(2));
    let found: Vec<u64> = futures::stream::iter(values).filter_map(handed_on).collect().await;
    one + two + task.await.unwrap_or(0) + found.len() as u64
}

// Not written yet.
async fn later(_value: u64) -> u64 {
    todo!()
}

async fn empty() {}

async fn placeholder(value: u64) -> u64 {
    // TODO: ask the database.
    value
}

/// The function is `async` since what it calls needs a runtime.
async fn within_a_runtime() -> tokio::runtime::Handle {
    tokio::runtime::Handle::current()
}

#[allow(clippy::unused_async)]
async fn allowed(value: u64) -> u64 {
    value
}

// One of two, for other targets.
#[cfg(unix)]
async fn signal(value: u64) -> u64 {
    awaits(value).await
}

#[cfg(not(unix))]
async fn signal(value: u64) -> u64 {
    value
}

// The arms of a dispatch are alike.
pub struct Add;
pub struct Remove;

pub enum Command {
    Add(Add),
    Remove(Remove),
}

impl Add {
    async fn run(self) -> u64 {
        awaits(1).await + 1
    }
}

impl Remove {
    async fn run(self) -> u64 {
        0
    }
}

async fn handle_get(id: u64) -> u64 {
    awaits(id).await + 1
}

async fn handle_put(id: u64) -> u64 {
    awaits(id).await + 1
}

async fn handle_head(id: u64) -> u64 {
    id
}

pub async fn dispatch(command: Command, method: &str) -> u64 {
    let first = match command {
        Command::Add(add) => add.run().await,
        Command::Remove(remove) => remove.run().await,
    };
    let second = match method {
        "GET" => handle_get(first).await,
        "PUT" => handle_put(first).await,
        _ => handle_head(first).await,
    };
    let third = later(second).await + placeholder(second).await + allowed(second).await + signal(second).await;
    empty().await;
    drop(within_a_runtime().await);
    third + hidden_in_a_macro(third).await + awaits_in_a_macro(third).await.len() as u64
}

#[tokio::main]
async fn main() {
    println!("started");
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn counts() {
        assert_eq!(1 + 1, 2);
    }
}
