use std::collections::VecDeque;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tokio::sync::{mpsc, Mutex, RwLock};

pub struct Cache {
    entries: Arc<parking_lot::Mutex<Vec<(String, u64)>>>,
    hits: parking_lot::RwLock<u64>,
}

impl Cache {
    pub fn new() -> Self {
        Self { entries: Arc::new(parking_lot::Mutex::new(Vec::new())), hits: parking_lot::RwLock::new(0) }
    }

    pub async fn get(&self, key: &str) -> Option<u64> {
        let entries = self.entries.lock(); //~ async-mutex-without-await
        entries.iter().find(|entry| entry.0 == key).map(|entry| entry.1)
    }

    pub async fn put(&self, key: String, value: u64) {
        println!("größer 😀"); self.entries.lock().push((key, value)); //~ async-mutex-without-await
    }

    pub async fn expire_later(&self, key: String) { //~ async-without-await
        let entries = Arc::clone(&self.entries);
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(60)).await;
            entries
                .lock() //~^ async-mutex-without-await
                .retain(|entry| entry.0 != key);
        });
    }

    pub async fn count(&self) -> u64 {
        let mut hits = self.hits.write(); //~ async-mutex-without-await
        *hits += 1;
        drop(hits);
        tokio::task::yield_now().await;
        *self.hits.read() //~ async-mutex-without-await
    }

    pub fn reset(&mut self) {
        *self.hits.get_mut() = 0;
    }
}

pub async fn token(fresh: bool) -> String {
    static TOKEN: LazyLock<parking_lot::RwLock<String>> = LazyLock::new(|| parking_lot::RwLock::new(String::new()));
    if !fresh {
        return TOKEN.read().clone(); //~ async-mutex-without-await
    }
    let made = fetch().await;
    TOKEN.write().push_str(&made); //~ async-mutex-without-await
    made
}

static COUNTER: parking_lot::Mutex<u64> = parking_lot::Mutex::new(0);

pub async fn next_number() -> u64 {
    let mut counter = COUNTER.lock(); //~ async-mutex-without-await
    *counter += 1;
    *counter
}

pub async fn local_and_its_clone(ids: Vec<u64>) -> usize {
    let seen = Arc::new(parking_lot::Mutex::new(Vec::new()));
    let shared = seen.clone();
    let task = tokio::spawn(async move {
        for id in ids {
            shared.lock().push(id); //~ async-mutex-without-await
        }
    });
    task.await.unwrap();
    let found = seen.lock().len(); //~ async-mutex-without-await
    found
}

async fn fetch() -> String {
    tokio::task::yield_now().await;
    String::from("token")
}

pub struct Session {
    stream: Mutex<mpsc::Receiver<u64>>,
    names: Mutex<Vec<String>>,
    pub open: Mutex<bool>,
    guards: RwLock<Vec<u64>>,
    escaped: Arc<Mutex<u64>>,
    owned: Arc<Mutex<u64>>,
}

pub struct Elsewhere {
    shared: Arc<Mutex<u64>>,
}

impl Elsewhere {
    pub fn sharing(shared: Arc<Mutex<u64>>) -> Self {
        Self { shared }
    }

    pub async fn made_by_the_caller(&self) -> u64 {
        *self.shared.lock().await
    }
}

impl Session {
    pub async fn held_over_the_tail(&self) -> Option<u64> {
        let mut stream = self.stream.lock().await;
        stream.recv().await
    }

    pub async fn the_same_lock_briefly(&self) -> bool {
        self.stream.lock().await.is_closed()
    }

    pub async fn held_in_one_method(&self) {
        let mut names = self.names.lock().await;
        names.push(fetch().await);
    }

    pub async fn and_not_in_the_other(&self) -> usize {
        self.names.lock().await.len()
    }

    pub async fn public_fields_may_be_held_elsewhere(&self) -> bool {
        *self.open.lock().await
    }

    pub async fn guard_returned(&self) -> tokio::sync::RwLockReadGuard<'_, Vec<u64>> {
        self.guards.read().await
    }

    pub async fn beside_a_guard_that_leaves(&self) {
        self.guards.write().await.push(1);
    }

    pub async fn lock_handed_on(&self) -> u64 {
        let value = *self.escaped.lock().await;
        watch(&self.escaped).await + value
    }

    pub async fn owned_guards_have_no_blocking_twin(&self) -> u64 {
        *self.owned.clone().lock_owned().await
    }
}

pub async fn watch(value: &Mutex<u64>) -> u64 {
    *value.lock().await
}

pub async fn held_in_a_loop_over_awaits(jobs: VecDeque<u64>) {
    let jobs = Arc::new(Mutex::new(jobs));
    while let Some(_job) = jobs.lock().await.pop_front() {
        fetch().await;
    }
}

pub async fn in_the_same_statement() -> String {
    static NAMES: LazyLock<Mutex<Vec<String>>> = LazyLock::new(Default::default);
    rename(NAMES.lock().await.first()).await
}

async fn rename(name: Option<&String>) -> String {
    format!("{}{}", fetch().await, name.map_or("", |name| name))
}

pub async fn a_blocking_lock_is_fine() -> u64 { //~ async-without-await
    static TOTAL: std::sync::Mutex<u64> = std::sync::Mutex::new(0);
    let total = *TOTAL.lock().unwrap();
    total
}

lazy_static::lazy_static! {
    static ref SEEN: Mutex<u64> = Mutex::new(0);
    static ref WATCHED: Mutex<u64> = Mutex::new(0);
    pub static ref ANYWHERE: Mutex<u64> = Mutex::new(0);
}

pub async fn a_lazy_static() {
    *SEEN.lock().await += 1; //~ async-mutex-without-await
}

pub async fn a_lazy_static_that_is_held() {
    let watched = WATCHED.lock().await;
    fetch().await;
    drop(watched);
}

pub async fn one_that_others_can_take() {
    *WATCHED.lock().await += 1;
    *ANYWHERE.lock().await += 1;
}

pub struct Index {
    words: RwLock<Vec<String>>,
}

impl Index {
    pub async fn renewed(&self, words: Vec<String>) -> u64 {
        let words = {
            let mut known = self.words.write().await;
            *known = words;
            known.downgrade()
        };
        words.len() as u64 + fetch().await.len() as u64
    }
}
