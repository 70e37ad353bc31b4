use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

#[derive(Debug)]
pub struct Failure;

impl From<reqwest::Error> for Failure {
    fn from(_: reqwest::Error) -> Self {
        Failure
    }
}

#[derive(Clone)]
pub struct Pool(Arc<u64>);

pub async fn fetch_user(user: u64, pool: &Pool) -> Result<String, Failure> {
    tokio::task::yield_now().await;
    Ok(format!("user {user} of {}", pool.0))
}

pub async fn insert_user(user: u64, pool: &Pool) -> Result<(), Failure> {
    tokio::task::yield_now().await;
    let _ = (user, pool);
    Ok(())
}

pub async fn one_after_the_other(users: &[u64], pool: &Pool) -> Result<Vec<String>, Failure> {
    let mut found = Vec::with_capacity(users.len());
    for user in users {
        found.push(fetch_user(*user, pool).await?); //~ await-in-loop
    }
    Ok(found)
}

pub async fn only_those_that_answer(users: HashSet<u64>, pool: &Pool) -> HashMap<u64, String> {
    let mut found = HashMap::new();
    for user in users {
        if user == 0 {
            continue;
        }
        if let Ok(name) = fetch_user(user, pool).await { //~ await-in-loop
            found.insert(user, name);
        }
    }
    found
}

pub async fn a_list_that_is_used_up(mut users: Vec<u64>, pool: &Pool) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(user) = users.pop() {
        match fetch_user(user, pool).await { //~ await-in-loop
            Ok(name) => names.push(name),
            Err(_) => continue,
        }
    }
    names
}

pub async fn one_page_each(urls: &[String], client: &reqwest::Client) -> Result<usize, Failure> {
    let mut bytes = 0;
    for url in urls {
        let page = client.get(url).send().await?; //~ await-in-loop
        bytes += page.content_length().unwrap_or_default() as usize;
    }
    Ok(bytes)
}

pub async fn tell_them_all(hooks: &[String], client: &reqwest::Client) {
    for hook in hooks {
        if client.post(hook).body("changed").send().await.is_err() { //~ await-in-loop
            println!("{hook} does not answer");
        }
    }
}

pub struct Worker;

impl Worker {
    pub async fn stop(self) {
        tokio::task::yield_now().await;
    }

    pub async fn restore(path: std::path::PathBuf, pool: Pool) -> Result<Worker, Failure> {
        tokio::fs::create_dir_all(&path).await.map_err(|_| Failure)?;
        let _ = pool;
        Ok(Worker)
    }

    async fn as_markdown(&self, pool: &Pool) -> String {
        fetch_user(1, pool).await.unwrap_or_default()
    }
}

pub async fn stop_all(workers: Vec<Worker>) {
    for worker in workers {
        worker.stop().await; //~ await-in-loop
    }
}

pub struct Channel(tokio::sync::Mutex<u64>);

impl Channel {
    async fn start_recovery(&mut self) -> Result<(), Failure> {
        tokio::task::yield_now().await;
        *self.0.get_mut() += 1;
        Ok(())
    }
}

pub async fn start_all(channels: &mut Vec<Channel>) -> Result<(), Failure> {
    for channel in channels {
        channel.start_recovery().await?; //~ await-in-loop
    }
    Ok(())
}

pub async fn restore_all(paths: Vec<std::path::PathBuf>, pool: Pool) -> Vec<Worker> {
    let mut workers = Vec::with_capacity(paths.len());
    for path in paths {
        let worker = match Worker::restore(path, pool.clone()).await { //~ await-in-loop
            Ok(worker) => worker,
            Err(_) => continue,
        };
        workers.push(worker);
    }
    workers
}

pub async fn what_a_helper_asks(workers: &[Worker], pool: &Pool) -> String {
    let mut page = String::new();
    for worker in workers {
        let line = worker.as_markdown(pool).await; //~ await-in-loop
        page.push_str(&line);
    }
    page
}

pub async fn first_that_answers(users: &[u64], pool: &Pool) -> Option<String> {
    for user in users {
        if let Ok(name) = fetch_user(*user, pool).await {
            return Some(name);
        }
    }
    None
}

pub async fn until_one_is_missing(users: &[u64], pool: &Pool) -> usize {
    let mut known = 0;
    for user in users {
        if fetch_user(*user, pool).await.is_err() {
            break;
        }
        known += 1;
    }
    known
}

pub async fn effects_in_their_order(users: &[u64], pool: &Pool) -> Result<(), Failure> {
    for user in users {
        insert_user(*user, pool).await?;
    }
    Ok(())
}

pub async fn attempts(user: u64, pool: &Pool) -> Result<String, Failure> {
    for attempt in 0..100 {
        match fetch_user(user + attempt, pool).await {
            Ok(name) if name.is_empty() => tokio::time::sleep(std::time::Duration::from_secs(attempt)).await,
            found => return found,
        }
    }
    Err(Failure)
}

pub async fn pages_with_a_cursor(pages: usize, pool: &Pool) -> Result<Vec<String>, Failure> {
    let mut cursor = 0;
    let mut found = Vec::with_capacity(pages);
    for page in 0..pages {
        let user = fetch_user(cursor + page as u64, pool).await?;
        cursor = user.len() as u64;
        found.push(user);
    }
    Ok(found)
}

pub async fn each_only_once(users: &[u64], pool: &Pool) -> Vec<String> {
    let mut seen = HashMap::new();
    let mut names = Vec::with_capacity(users.len());
    for user in users {
        if let Some(name) = seen.get(user) {
            names.push(String::clone(name));
        } else if let Ok(name) = fetch_user(*user, pool).await {
            seen.insert(*user, name);
        }
    }
    names
}

pub async fn work_that_brings_more(mut open: Vec<u64>, pool: &Pool) -> Result<usize, Failure> {
    let mut done = 0;
    while let Some(user) = open.pop() {
        let name = fetch_user(user, pool).await?;
        if name.len() > 100 {
            open.push(user / 2);
        }
        done += 1;
    }
    Ok(done)
}

pub async fn one_mutable_client(users: &[u64], client: &mut Client) -> Result<u64, Failure> {
    let mut sum = 0;
    for user in users {
        sum += client.get_total(*user).await?;
    }
    Ok(sum)
}

pub struct Client {
    asked: u64,
    pub workers: tokio::sync::Mutex<Vec<u64>>,
}

impl Client {
    async fn get_total(&mut self, user: u64) -> Result<u64, Failure> {
        tokio::task::yield_now().await;
        self.asked += 1;
        Ok(user)
    }

    async fn get_worker(&self, at: usize) -> u64 {
        self.workers.lock().await[at]
    }

    pub async fn only_a_lock(&self, places: &[usize]) -> u64 {
        let mut sum = 0;
        for place in places {
            sum += self.get_worker(*place).await;
        }
        sum
    }
}

pub async fn one_connection(users: &[u64], conn: &Pool) -> Result<Vec<String>, Failure> {
    let mut found = Vec::with_capacity(users.len());
    for user in users {
        found.push(fetch_user(*user, conn).await?);
    }
    Ok(found)
}

pub async fn answers_in_a_stream(users: &[u64], pool: &Pool, out: &mut tokio::net::TcpStream) -> std::io::Result<()> {
    for user in users {
        let name = fetch_user(*user, pool).await.unwrap_or_default();
        out.write_all(name.as_bytes()).await?;
    }
    Ok(())
}

pub async fn into_a_channel(users: &[u64], pool: &Pool, sender: &tokio::sync::mpsc::Sender<String>) {
    for user in users {
        let name = fetch_user(*user, pool).await.unwrap_or_default();
        let _ = sender.send(name).await;
    }
}

pub async fn out_of_a_channel(mut users: tokio::sync::mpsc::Receiver<u64>, pool: &Pool) -> usize {
    let mut known = 0;
    while let Some(user) = users.recv().await {
        known += usize::from(fetch_user(user, pool).await.is_ok());
    }
    known
}

pub async fn only_three(pool: &Pool) -> Vec<String> {
    let mut found = Vec::new();
    for user in [1, 2, 3] {
        found.push(fetch_user(user, pool).await.unwrap_or_default());
    }
    found
}

pub async fn in_portions(users: &[u64], pool: &Pool) -> Vec<String> {
    let mut found = Vec::with_capacity(users.len().div_ceil(100));
    for some in users.chunks(100) {
        found.push(fetch_user(some[0], pool).await.unwrap_or_default());
    }
    found
}

pub async fn a_gate_for_each(users: &[u64], pool: &Pool) -> Result<(), Failure> {
    for user in users {
        verify_user(*user, pool).await?;
    }
    Ok(())
}

async fn verify_user(user: u64, pool: &Pool) -> Result<(), Failure> {
    fetch_user(user, pool).await.map(drop)
}

pub async fn an_order_that_is_argued(users: &[u64], pool: &Pool) -> Vec<String> {
    let mut found = Vec::with_capacity(users.len());
    // One at a time, as the other side has a rate limit.
    for user in users {
        found.push(fetch_user(*user, pool).await.unwrap_or_default());
    }
    found
}

pub async fn already_running(users: Vec<u64>, pool: Pool) -> Vec<String> {
    let tasks: Vec<_> = users
        .into_iter()
        .map(|user| {
            let pool = pool.clone();
            tokio::spawn(async move { fetch_user(user, &pool).await.unwrap_or_default() })
        })
        .collect();
    let mut found = Vec::with_capacity(tasks.len());
    for task in tasks {
        found.push(task.await.unwrap_or_default());
    }
    found
}

pub async fn migrate_users(users: &[u64], pool: &Pool) -> Vec<String> {
    let mut found = Vec::new();
    for user in users {
        found.push(fetch_user(*user, pool).await.unwrap_or_default());
    }
    found
}

pub async fn now_and_then(users: &[u64], pool: &Pool) {
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
        for user in users {
            if let Ok(name) = fetch_user(*user, pool).await {
                println!("{name}");
            }
        }
    }
}

pub async fn only_checks(users: &[u64], pool: &Pool) -> Result<(), Failure> {
    for user in users {
        if fetch_user(*user, pool).await?.is_empty() {
            return Err(Failure);
        }
    }
    Ok(())
}

async fn load_page(path: &str) -> std::io::Result<String> {
    tokio::fs::read_to_string(path).await
}

pub async fn from_the_disk(paths: &[String]) -> std::io::Result<usize> {
    let mut bytes = 0;
    for path in paths {
        bytes += load_page(path).await?.len();
    }
    Ok(bytes)
}

pub trait Known {
    fn is_known(&self, user: u64) -> impl std::future::Future<Output = bool>;
}

pub async fn a_test_that_memory_may_answer(users: &[u64], known: &impl Known) -> u64 {
    let mut count = 0;
    for user in users {
        if known.is_known(*user).await {
            count += 1;
        }
    }
    count
}

pub struct Bucket {
    client: reqwest::Client,
    pub sizes: tokio::sync::RwLock<HashMap<String, u64>>,
}

impl Bucket {
    async fn put(&self, key: &str, body: String) -> Result<(), Failure> {
        self.client.put(format!("https://bucket/{key}")).body(body).send().await?;
        Ok(())
    }

    pub async fn store_object(&self, key: &str, body: &str) -> Result<(), Failure> {
        self.put(key, body.to_owned()).await
    }

    pub async fn delete_object(&self, key: &str) -> Result<(), Failure> {
        self.client.delete(format!("https://bucket/{key}")).send().await?;
        Ok(())
    }

    pub async fn store_event(&self, id: u64, body: &str) -> Result<(), Failure> {
        self.put(&format!("{id}"), body.to_owned()).await
    }

    pub async fn delete_cached(&self, key: &str) -> Result<(), Failure> {
        self.put(key, String::new()).await
    }

    pub async fn store_next(&mut self, key: &str) -> Result<(), Failure> {
        self.put(key, String::new()).await
    }

    async fn size_of(&self, key: &str) -> Result<u64, Failure> {
        let page = self.client.head(format!("https://bucket/{key}")).send().await?;
        Ok(page.content_length().unwrap_or_default())
    }

    pub async fn get_size(&self, key: &str) -> Result<u64, Failure> {
        let known = { self.sizes.read().await.get(key).copied() };
        if let Some(size) = known {
            return Ok(size);
        }
        let size = self.size_of(key).await?;
        self.sizes.write().await.insert(key.to_owned(), size);
        Ok(size)
    }
}

pub async fn an_object_for_each(names: &[String], bucket: &Bucket) -> Result<(), Failure> {
    for name in names {
        bucket.store_object(&format!("pages/{name}"), "empty").await?; //~ await-in-loop
    }
    Ok(())
}

pub async fn objects_and_their_files(names: Vec<String>, bucket: &Bucket) -> Result<(), Failure> {
    for name in names {
        bucket.delete_object(&name).await?; //~ await-in-loop
        let copy = std::path::Path::new("copies").join(&name);
        if tokio::fs::try_exists(&copy).await.unwrap_or_default() {
            tokio::fs::remove_file(&copy).await.map_err(|_| Failure)?;
        }
    }
    Ok(())
}

pub async fn pages_that_are_kept(names: &[String], bucket: &Bucket) -> Result<(), Failure> {
    for name in names {
        let page = bucket.client.get(name).send().await?; //~ await-in-loop
        bucket.store_object(name, &page.status().to_string()).await?;
    }
    Ok(())
}

pub async fn sizes_that_nobody_keeps(names: &[String], bucket: &Bucket) -> Result<u64, Failure> {
    let mut sum = 0;
    for name in names {
        sum += bucket.size_of(name).await?; //~ await-in-loop
    }
    Ok(sum)
}

pub async fn sizes_that_are_kept(names: &[String], bucket: &Bucket) -> Result<u64, Failure> {
    let mut sum = 0;
    for name in names {
        sum += bucket.get_size(name).await?;
    }
    Ok(sum)
}

pub async fn events_in_their_order(ids: &[u64], bucket: &Bucket) -> Result<(), Failure> {
    for id in ids {
        bucket.store_event(*id, "stopped").await?;
    }
    Ok(())
}

pub async fn the_last_one_stays(names: &[String], bucket: &Bucket) -> Result<(), Failure> {
    for name in names {
        bucket.store_object("latest", name).await?;
    }
    Ok(())
}

pub async fn a_cache_beside(names: &[String], bucket: &Bucket) -> Result<(), Failure> {
    for name in names {
        bucket.delete_cached(name).await?;
    }
    Ok(())
}

pub async fn a_bucket_of_its_own(names: &[String], bucket: &mut Bucket) -> Result<(), Failure> {
    for name in names {
        bucket.store_next(name).await?;
    }
    Ok(())
}

pub async fn objects_then_a_line(names: &[String], bucket: &Bucket, out: &mut tokio::fs::File) -> Result<(), Failure> {
    for name in names {
        bucket.delete_object(name).await?;
        out.write_all(name.as_bytes()).await.map_err(|_| Failure)?;
    }
    Ok(())
}

pub async fn what_was_stored_before_it_failed(names: &[String], bucket: &Bucket) -> Result<(), Failure> {
    let done = bucket.store_object("index", "").await;
    if done.is_err() && !names.is_empty() {
        for name in names {
            let _ = bucket.delete_object(name).await;
        }
    }
    done
}

pub fn as_they_come<'a>(names: &'a [String], bucket: &'a Bucket) -> impl futures::Stream<Item = u64> + 'a {
    async_stream::stream! {
        for name in names {
            let size = bucket.size_of(name).await.unwrap_or_default();
            yield size;
        }
    }
}

pub struct Peer(pub tokio::sync::Mutex<Vec<u64>>);

impl Peer {
    pub async fn list_streams(&self) -> Vec<u64> {
        self.0.lock().await.clone()
    }
}

#[async_trait::async_trait]
pub trait Route: Send + Sync {
    async fn get_peer_kind(&self, peer: u64) -> Option<u64>;

    async fn list_known_peers(&self) -> Vec<u64> {
        Vec::new()
    }
}

pub struct Routes(pub tokio::sync::RwLock<HashMap<u64, Arc<Peer>>>);

#[async_trait::async_trait]
impl Route for Routes {
    async fn get_peer_kind(&self, peer: u64) -> Option<u64> {
        self.0.read().await.contains_key(&peer).then_some(peer)
    }
}

impl Routes {
    pub async fn list_streams_of(&self, peer: u64) -> Vec<u64> {
        let found = self.0.read().await.get(&peer).cloned();
        match found {
            Some(peer) => peer.list_streams().await,
            None => Vec::new(),
        }
    }
}

pub async fn what_locks_guard(peers: &[u64], routes: &Routes) -> Vec<u64> {
    let mut streams = Vec::with_capacity(peers.len());
    for peer in peers {
        streams.extend(routes.list_streams_of(*peer).await);
    }
    streams
}

pub async fn what_every_implementation_remembers(peers: &[u64], route: Arc<dyn Route>) -> HashMap<u64, Option<u64>> {
    let mut kinds = HashMap::with_capacity(peers.len());
    for peer in peers {
        kinds.insert(*peer, route.get_peer_kind(*peer).await);
    }
    kinds
}

pub async fn what_a_trait_says_by_itself(routes: &[Arc<dyn Route>]) -> Vec<u64> {
    let mut known = Vec::with_capacity(routes.len());
    for route in routes {
        known.extend(route.list_known_peers().await);
    }
    known
}
