use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, LazyLock, Mutex, RwLock};

use tokio::sync::mpsc::Sender;
use dashmap::DashMap;
use dashmap::DashSet;

#[derive(Clone, Default)]
pub struct Sessions {
    users: Arc<DashMap<u64, String>>, //~ coarse-locked-map
}

impl Sessions {
    pub fn name(&self, user: u64) -> Option<String> {
        self.users.get(&user).map(|entry| entry.value().clone())
    }

    pub fn login(&self, user: u64, name: String) {
        self.users.insert(user, name);
    }

    pub fn logout(&self, user: u64) -> Option<String> {
        println!("größer 😀"); self.users.remove(&user).map(|(_, value)| value)
    }

    pub fn rename(&self, user: u64) {
        if let Some(mut name) = self.users.get_mut(&user) {
            name.push('!');
        }
    }

    pub fn online(&self) -> Vec<u64> {
        self.users.iter().map(|entry| *entry.key()).collect()
    }
}

pub struct RateLimiter {
    counts: DashMap<IpAddr, u32>, //~ coarse-locked-map
    seen: DashSet<IpAddr>, //~ coarse-locked-map
}

impl RateLimiter {
    pub fn new() -> Arc<Self> {
        Arc::new(RateLimiter { counts: DashMap::with_capacity(64), seen: DashSet::default() })
    }

    pub fn hit(&self, address: IpAddr) {
        *self.counts.entry(address).or_insert(0) += 1;
        self.seen.insert(address);
    }

    pub async fn forgive(&self, address: IpAddr) {
        self.counts.remove(&address);
        tokio::task::yield_now().await;
    }

    pub fn knows(&self, address: &IpAddr) -> bool {
        self.seen.contains(address)
    }
}

static PEERS: LazyLock<DashMap<SocketAddr, Sender<String>>> = LazyLock::new(|| DashMap::new()); //~ coarse-locked-map

pub fn joined(peer: SocketAddr, outbox: Sender<String>) {
    PEERS.insert(peer, outbox);
}

pub fn left(peer: SocketAddr) -> bool {
    PEERS.remove(&peer).is_some()
}

pub type Rooms = Arc<Mutex<HashMap<String, Vec<Sender<String>>>>>; //~ coarse-locked-map

pub fn join(rooms: &Rooms, room: &str, member: Sender<String>) {
    rooms.lock().unwrap().entry(room.to_owned()).or_default().push(member);
}

pub async fn broadcast(rooms: &Rooms, room: &str, line: &str) {
    let members = rooms.lock().unwrap().get(room).cloned().unwrap_or_default();
    for member in members {
        let _ = member.send(line.to_owned()).await;
    }
}

lazy_static::lazy_static! {
    static ref JOBS: parking_lot::RwLock<BTreeMap<u64, String>> = parking_lot::RwLock::new(BTreeMap::new()); //~ coarse-locked-map
}

pub fn job_done(id: u64) -> Option<String> {
    JOBS.write().remove(&id)
}

pub fn job_started(id: u64, name: String) {
    JOBS.write().insert(id, name);
}

pub fn job(id: u64) -> Option<String> {
    JOBS.read().get(&id).cloned()
}

#[derive(Clone)]
pub struct Database {
    db: Arc<Mutex<HashMap<String, Vec<u8>>>>, //~ coarse-locked-map
}

impl Database {
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let db = self.db.lock().unwrap();
        db.get(key).map(|value| value.to_vec())
    }

    pub fn set(&self, key: String, value: Vec<u8>) {
        self.db.lock().unwrap().insert(key, value);
    }
}

pub async fn chat(listener: tokio::net::TcpListener) -> std::io::Result<()> {
    let peers: Arc<DashMap<SocketAddr, u64>> = Arc::new(DashMap::new()); //~ coarse-locked-map
    loop {
        let (stream, address) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let peers = peers.clone();
        tokio::spawn(async move {
            *peers.entry(address).or_default() += 1;
            let gone = stream.readable().await.is_err();
            println!("{gone} {}", peers.len());
            peers.remove(&address);
        });
    }
}

#[derive(Default)]
pub struct Index {
    by_id: HashMap<u64, String>,
    by_name: HashMap<String, u64>,
}

pub fn one_lock_over_two_maps(index: &Mutex<Index>, id: u64, name: String) {
    let mut index = index.lock().unwrap();
    index.by_id.insert(id, name.clone());
    index.by_name.insert(name, id);
}

pub struct Plugins {
    plugins: RwLock<HashMap<String, fn(&str) -> String>>,
}

impl Plugins {
    pub fn register(&self, name: &str, plugin: fn(&str) -> String) {
        self.plugins.write().unwrap().insert(name.to_owned(), plugin);
    }

    pub fn run(&self, name: &str, input: &str) -> Option<String> {
        self.plugins.read().unwrap().get(name).map(|plugin| plugin(input))
    }
}

#[derive(Default)]
pub struct Scheduler {
    waiting: Mutex<HashMap<u64, String>>,
    running: Mutex<HashMap<u64, String>>,
}

impl Scheduler {
    pub fn start(&self, id: u64) {
        let mut waiting = self.waiting.lock().unwrap();
        let mut running = self.running.lock().unwrap();
        if let Some(job) = waiting.remove(&id) {
            running.insert(id, job);
        }
    }

    pub fn finish(&self, id: u64) -> bool {
        let waiting = self.waiting.lock().unwrap();
        let mut running = self.running.lock().unwrap();
        running.remove(&id).is_some() || waiting.contains_key(&id)
    }
}

pub enum Level {
    Low,
    High,
}

#[derive(PartialEq, Eq, Hash)]
pub enum Stage {
    Parse,
    Check,
}

pub struct Progress {
    counts: Arc<Mutex<HashMap<Stage, u64>>>,
    labels: Arc<Mutex<HashMap<&'static str, u64>>>,
}

impl Progress {
    pub fn few_keys(&self, stage: Stage, label: &'static str) {
        *self.counts.lock().unwrap().entry(stage).or_insert(0) += 1;
        *self.labels.lock().unwrap().entry(label).or_insert(0) += 1;
    }

    pub fn reset(&self) {
        self.counts.lock().unwrap().clear();
        self.labels.lock().unwrap().clear();
    }
}

/// Stands in for the object store in unit tests.
#[derive(Clone, Default)]
pub struct RamStore {
    files: Arc<RwLock<HashMap<String, Vec<u8>>>>,
}

impl RamStore {
    pub fn put(&self, name: String, data: Vec<u8>) {
        self.files.write().unwrap().insert(name, data);
    }

    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.files.read().unwrap().get(name).cloned()
    }
}

pub struct Stores {
    // Contention is no issue here: a store is opened once and then kept by its user.
    opened: RwLock<HashMap<String, Arc<str>>>,
}

impl Stores {
    pub fn open(&self, name: &str) -> Arc<str> {
        self.opened.write().unwrap().entry(name.to_owned()).or_insert_with(|| name.into()).clone()
    }

    pub fn close(&self, name: &str) {
        self.opened.write().unwrap().remove(name);
    }
}

pub struct Names {
    known: RwLock<HashSet<String>>,
}

impl Names {
    pub fn filled_once(names: &[&str]) -> Self {
        Self { known: RwLock::new(names.iter().map(|name| (*name).to_owned()).collect()) }
    }

    pub fn knows(&self, name: &str) -> bool {
        self.known.read().unwrap().contains(name)
    }
}

pub struct Tally {
    total: Mutex<Vec<(String, u64)>>,
}

impl Tally {
    pub fn add(&self, name: &str, count: u64) {
        self.total.lock().unwrap().push((name.to_owned(), count));
    }
}

pub fn local_to_one_function(words: &[&str]) -> usize {
    let counts: Mutex<HashMap<String, u64>> = Mutex::new(HashMap::new());
    for word in words {
        *counts.lock().unwrap().entry((*word).to_owned()).or_insert(0) += 1;
    }
    let counts = counts.into_inner().unwrap();
    counts.len()
}

pub struct Certificates {
    by_host: Arc<RwLock<HashMap<String, Arc<[u8]>>>>,
}

impl Certificates {
    pub fn of(&self, host: &str) -> Option<Arc<[u8]>> {
        self.by_host.read().unwrap().get(host).cloned()
    }

    pub fn renewed(&self, host: &str, certificate: &[u8]) {
        self.by_host.write().unwrap().insert(host.to_owned(), certificate.into());
    }
}

pub struct SessionIndex {
    inner: Arc<DashMap<String, u64>>, //~ coarse-locked-map
}

impl SessionIndex {
    pub fn with_user(&self, session: &str, then: impl FnOnce(u64)) {
        if let Some(user) = self.inner.get(session) {
            then(*user);
        }
    }

    pub fn end(&self, session: &str) {
        self.inner.remove(session);
    }
}

pub struct Acknowledgements {
    channels: Arc<Mutex<HashMap<String, Sender<u64>>>>, //~ coarse-locked-map
}

impl Acknowledgements {
    pub fn create_or_get(&self, name: &str, fresh: &Sender<u64>) -> Sender<u64> {
        let mut channels = self.channels.lock().unwrap();
        if let Some(known) = channels.get(name) {
            return known.clone();
        }
        channels.insert(name.to_owned(), fresh.clone());
        fresh.clone()
    }

    pub fn waiting(&self) -> usize {
        self.channels.lock().unwrap().values().map(Sender::max_capacity).sum()
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ErrorKind(String);

#[derive(Clone, Default)]
pub struct Failures {
    hits: Arc<RwLock<HashMap<ErrorKind, u64>>>,
}

impl Failures {
    pub fn add(&self, kind: ErrorKind) {
        *self.hits.write().unwrap().entry(kind).or_default() += 1;
    }

    pub fn of(&self, kind: &ErrorKind) -> u64 {
        self.hits.read().unwrap().get(kind).copied().unwrap_or_default()
    }
}

#[derive(Default)]
pub struct ActiveRecoveries {
    recoveries: Arc<Mutex<HashMap<u64, Sender<u64>>>>,
}

impl ActiveRecoveries {
    pub fn begin(&self, shard: u64, progress: Sender<u64>) {
        self.recoveries.lock().unwrap().insert(shard, progress);
    }

    pub fn progress(&self, shard: u64) -> Option<Sender<u64>> {
        self.recoveries.lock().unwrap().get(&shard).cloned()
    }

    pub fn end(&self, shard: u64) {
        self.recoveries.lock().unwrap().remove(&shard);
    }
}

pub struct Tenant {
    /// Lock order: before `attached_jobs`.
    waiting_jobs: Arc<Mutex<HashMap<u64, String>>>,
}

impl Tenant {
    pub fn job(&self, id: u64) -> Option<String> {
        self.waiting_jobs.lock().unwrap().get(&id).cloned()
    }

    pub fn finish(&self, id: u64) {
        self.waiting_jobs.lock().unwrap().remove(&id);
    }
}

static LENGTHS: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Default::default); //~ coarse-locked-map

pub fn length(word: &str) -> usize {
    let mut lengths = LENGTHS.lock().unwrap();
    if let Some(known) = lengths.get(word) {
        return *known;
    }
    lengths.insert(word.to_owned(), word.len());
    word.len()
}

static INTERNED: LazyLock<Mutex<HashMap<Vec<u8>, &'static [u8]>>> = LazyLock::new(Default::default);

pub fn interned(bytes: &[u8]) -> &'static [u8] {
    let mut interned = INTERNED.lock().unwrap();
    if let Some(known) = interned.get(bytes) {
        return known;
    }
    let leaked: &'static [u8] = Box::leak(bytes.to_vec().into_boxed_slice());
    interned.insert(bytes.to_vec(), leaked);
    leaked
}

pub struct Deduplicator {
    seen: DashSet<u64>, //~ coarse-locked-map
}

impl Deduplicator {
    pub fn is_first(&self, id: u64) -> bool {
        self.seen.insert(id)
    }
}

pub fn shared_by_all() -> Arc<Deduplicator> {
    Arc::new(Deduplicator { seen: DashSet::default() })
}

static PAGES: std::sync::OnceLock<RwLock<HashMap<String, String>>> = std::sync::OnceLock::new(); //~ coarse-locked-map

fn pages() -> &'static RwLock<HashMap<String, String>> {
    PAGES.get_or_init(Default::default)
}

pub fn page(path: &str) -> Option<String> {
    pages().read().unwrap().get(path).cloned()
}

pub fn keep_page(path: &str, text: &str) {
    pages().write().unwrap().insert(path.to_owned(), text.to_owned());
}
