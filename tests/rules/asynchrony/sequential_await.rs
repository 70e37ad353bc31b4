use std::future::Future;
use std::sync::Arc;
use tokio::io::AsyncReadExt;

#[derive(Clone)]
pub struct Pool(Arc<u64>);

#[derive(Debug)]
pub struct Failure;

impl From<std::io::Error> for Failure {
    fn from(_: std::io::Error) -> Self {
        Failure
    }
}

pub async fn fetch_profile(user: u64, pool: Pool) -> Result<String, Failure> {
    tokio::task::yield_now().await;
    Ok(format!("profile of {user} in größer 😀 {}", pool.0))
}

pub async fn fetch_orders(user: u64, pool: Pool) -> Result<Vec<u64>, Failure> {
    tokio::task::yield_now().await;
    Ok(vec![user + *pool.0])
}

pub async fn count_visits(user: u64) -> u64 {
    tokio::task::yield_now().await;
    user
}

pub async fn update_visits(user: u64) -> u64 {
    tokio::task::yield_now().await;
    user + 1
}

pub async fn dashboard(user: u64, pool: Pool) -> Result<(String, Vec<u64>), Failure> {
    let profile = fetch_profile(user, pool.clone()).await?; //~ sequential-await
    let orders = fetch_orders(user, pool.clone()).await?;
    Ok((profile, orders))
}

pub async fn three_of_them(user: u64, pool: &Pool) -> String {
    let visits = count_visits(user).await; //~ sequential-await
    let mut orders = fetch_orders(user, pool.clone()).await.unwrap_or_default();
    let profile = fetch_profile(user, pool.clone()).await;
    orders.push(visits);
    format!("{profile:?} {orders:?}")
}

async fn load_page(path: &str) -> std::io::Result<String> {
    tokio::task::yield_now().await;
    std::str::from_utf8(path.as_bytes()).map(str::to_owned).map_err(std::io::Error::other)
}

async fn load_file(path: &str) -> std::io::Result<String> {
    tokio::fs::read_to_string(path).await
}

pub async fn files_of_one_disk(folder: &str) -> std::io::Result<(String, String)> {
    let key = load_file(folder).await?;
    let certificate = load_file("cert.pem").await?;
    Ok((key, certificate))
}

pub async fn two_connections(pool: &Pools) -> Option<u64> {
    let reading = pool.get_client().await?;
    let writing = pool.get_client().await?;
    Some(reading + writing)
}

pub struct Pools(u64);

impl Pools {
    async fn get_client(&self) -> Option<u64> {
        Some(count_visits(self.0).await)
    }
}

pub async fn errors_of_two_types(pool: Pool) -> Result<usize, Failure> {
    let page = load_page("index.html").await?; //~ sequential-await
    let profile = fetch_profile(1, pool).await?;
    Ok(page.len() + profile.len())
}

pub async fn two_requests(client: &reqwest::Client) -> Result<u16, reqwest::Error> {
    let first = client.get("http://a.test/").send().await?; //~ sequential-await
    let second = client.get("http://b.test/").send().await?;
    Ok(first.status().as_u16() + second.status().as_u16())
}

async fn warm_up_terms(words: &[u64]) -> Result<(), Failure> {
    count_visits(words[0]).await;
    Ok(())
}

async fn warm_up_fields(names: &[u64]) -> Result<(), Failure> {
    count_visits(names[0]).await;
    Ok(())
}

pub async fn warm_up(words: &[u64], names: &[u64]) -> Result<(), Failure> {
    warm_up_terms(words).await?; //~ sequential-await
    warm_up_fields(names).await?;
    Ok(())
}

pub struct Page {
    profile: String,
    orders: Vec<u64>,
    user: u64,
}

pub async fn fields_of_one_value(user: u64, pool: Pool) -> Result<Page, Failure> {
    Ok(Page {
        profile: fetch_profile(user, pool.clone()).await?, //~ sequential-await
        user,
        orders: fetch_orders(user, pool.clone()).await?,
    })
}

pub async fn elements_of_a_tuple(user: u64, pool: Pool) -> bool {
    matches!(
        (
            fetch_profile(user, pool.clone()).await, //~ sequential-await
            fetch_orders(user, pool.clone()).await,
        ),
        (Ok(_), Ok(_))
    )
}

pub async fn a_pair(user: u64, pool: Pool) -> bool {
    let pair = (
        fetch_profile(user, pool.clone()).await, //~ sequential-await
        fetch_orders(user, pool.clone()).await,
    );
    pair.0.is_ok() && pair.1.is_ok()
}

pub async fn results_changed_on_the_way(user: u64, pool: Pool) -> Result<usize, Failure> {
    let longest = fetch_orders(user, pool.clone()).await?.into_iter().max(); //~ sequential-await
    let Ok(profile) = Box::pin(fetch_profile(user, pool.clone())).await else {
        return Err(Failure);
    };
    Ok(profile.len() + longest.unwrap_or_default() as usize)
}

async fn visits_count(user: u64) -> u64 { //~ passthrough-async-fn
    count_visits(user).await
}

pub async fn verbs_behind_the_noun(user: u64) -> u64 {
    let mut users = vec![user];
    users.push(user);
    let one = visits_count(users.iter().sum()).await; //~ sequential-await
    let two = visits_count(users.len() as u64).await;
    one + two
}

pub struct Activity {
    actor: Arc<Profiles>,
    object: Arc<Profiles>,
}

pub struct Profiles;

impl Profiles {
    async fn fetch(&self, user: u64) -> u64 { //~ passthrough-async-fn
        count_visits(user).await
    }

    async fn last_change_id(&self) -> u64 { //~ passthrough-async-fn
        count_visits(1).await
    }

    async fn acknowledge(&self, user: u64) -> u64 { //~ passthrough-async-fn
        count_visits(user).await
    }
}

impl Activity {
    pub async fn received(self, user: u64) -> u64 {
        let actor = self.actor.fetch(user).await; //~ sequential-await
        let object = self.object.fetch(user).await;
        actor + object
    }
}

pub async fn progress_first(profiles: &Profiles) -> (u64, u64) {
    let change = profiles.last_change_id().await;
    let content = profiles.fetch(1).await;
    (change, content)
}

pub async fn an_acknowledgement(profiles: &Profiles) -> (u64, u64) {
    let before = profiles.fetch(1).await;
    let after = profiles.acknowledge(1).await;
    (before, after)
}

pub trait Room {
    fn get_name(&self) -> impl Future<Output = String>;
    fn get_topic(&self) -> impl Future<Output = String>;
}

pub async fn getters_of_an_object(room: &impl Room) -> String {
    let name = room.get_name().await;
    let topic = room.get_topic().await;
    name + &topic
}

pub async fn which_is_newer(old: &str, new: &str) -> std::io::Result<bool> {
    let before = tokio::fs::metadata(old).await?;
    let after = tokio::fs::metadata(new).await?;
    Ok(before.modified()? < after.modified()?)
}

async fn read_setting(key: &str) -> u64 { //~ passthrough-async-fn
    count_visits(key.len() as u64).await
}

pub async fn keys_that_sound_like_effects() -> u64 {
    let complete = read_setting("prune-missing-complete").await; //~ sequential-await
    let started = read_setting("prune-missing-started").await;
    complete + started
}

pub async fn a_query_that_changes() -> u64 {
    let complete = read_setting("SELECT 1").await;
    let started = read_setting("DELETE FROM users").await;
    complete + started
}

pub async fn pipeline(user: u64) -> u64 {
    let visits = count_visits(user).await;
    let more = count_visits(visits).await;
    count_visits(more).await
}

pub async fn read_before_the_change(user: u64) -> (u64, u64) {
    let before = count_visits(user).await;
    let after = update_visits(user).await;
    (before, after)
}

pub async fn change_before_the_read(user: u64) -> (u64, u64) {
    let after = update_visits(user).await;
    let visits = count_visits(user).await;
    (after, visits)
}

pub struct Store {
    pub users: tokio::sync::Mutex<Vec<u64>>,
    pub orders: tokio::sync::Mutex<Vec<u64>>,
    seen: u64,
}

impl Store {
    pub async fn locks_in_their_order(&self) -> usize {
        let users = self.users.lock().await;
        let orders = self.orders.lock().await;
        users.len() + orders.len()
    }

    async fn find_user(&mut self, user: u64) -> u64 {
        tokio::task::yield_now().await;
        self.seen += user;
        self.seen
    }

    async fn get_seen(&self) -> u64 {
        self.users.lock().await.len() as u64
    }

    async fn get_orders(&self) -> u64 {
        self.orders.lock().await.len() as u64
    }

    pub async fn one_receiver_that_changes(&mut self) -> u64 {
        let one = self.find_user(1).await;
        let two = self.find_user(2).await;
        one + two
    }

    pub async fn getters_that_cost_nothing(&self) -> u64 {
        let seen = self.get_seen().await;
        let orders = self.get_orders().await;
        seen + orders
    }
}

pub async fn one_reader(reader: &mut tokio::net::TcpStream) -> std::io::Result<u32> {
    let port = reader.read_u16().await?;
    let address = reader.read_u32().await?;
    Ok(u32::from(port) + address)
}

pub struct Database;

async fn read_users(database: &mut Database) -> u64 {
    tokio::task::yield_now().await;
    let _ = database;
    1
}

pub async fn one_mutable_parameter(database: &mut Database) -> u64 {
    let users = read_users(database).await;
    let more = read_users(database).await;
    users + more
}

async fn find_user(user: u64, conn: &Database) -> u64 {
    tokio::task::yield_now().await;
    let _ = conn;
    user
}

pub async fn one_connection(conn: &Database) -> u64 {
    let one = find_user(1, conn).await;
    let two = find_user(2, conn).await;
    one + two
}

async fn get_user_or_404(user: u64) -> Result<u64, Failure> {
    tokio::task::yield_now().await;
    Ok(user)
}

pub async fn a_gate_first(user: u64) -> Result<u64, Failure> {
    let known = get_user_or_404(user).await?;
    let visits = count_visits(user).await;
    Ok(known + visits)
}

pub async fn a_check_whose_value_nobody_reads(user: u64, pool: Pool) -> Result<u64, Failure> {
    let _profile = fetch_profile(user, pool).await?;
    let visits = count_visits(user).await;
    Ok(visits)
}

pub async fn an_order_that_is_argued(user: u64) -> u64 {
    let visits = count_visits(user).await;
    // The orders must be read after the visits: a visit may place one.
    let more = count_visits(user + 1).await;
    visits + more
}

pub async fn already_running(user: u64) -> u64 {
    let one = tokio::spawn(count_visits(user));
    let two = tokio::spawn(count_visits(user + 1));
    let first = one.await.unwrap();
    let second = two.await.unwrap();
    first + second
}

pub async fn together(user: u64) -> u64 {
    let (one, two) = tokio::join!(count_visits(user), count_visits(user + 1));
    one + two
}

#[tokio::main]
pub async fn main() {
    let one = count_visits(1).await;
    let two = count_visits(2).await;
    println!("{}", one + two);
}

pub struct Processor {
    sampling: tokio::sync::Mutex<u64>,
}

impl Processor {
    pub async fn load_user(&self) -> u64 {
        let sampled = self.sampling.lock().await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        *sampled
    }

    pub async fn load_group(&self) -> u64 {
        let sampled = self.sampling.lock().await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        *sampled + 1
    }
}

// Both hold the same lock while they wait.
pub async fn one_lock(processor: &Processor) -> u64 {
    let user = processor.load_user().await;
    let group = processor.load_group().await;
    user + group
}

pub mod auth {
    pub async fn get_viewer(token: &str) -> Result<u64, super::Failure> {
        tokio::task::yield_now().await;
        Ok(token.len() as u64)
    }
}

pub async fn get_user_from_headers(headers: &[String]) -> Result<u64, Failure> {
    tokio::task::yield_now().await;
    Ok(headers.len() as u64)
}

pub async fn for_one_who_is_known(headers: &[String], pool: Pool) -> Result<(u64, String), Failure> {
    let viewer = get_user_from_headers(headers).await?;
    let profile = fetch_profile(7, pool).await?;
    Ok((viewer, profile))
}

pub async fn behind_the_gate(token: &str, pool: Pool) -> Result<(u64, String), Failure> {
    let viewer = auth::get_viewer(token).await?;
    let profile = fetch_profile(7, pool).await?;
    Ok((viewer, profile))
}

pub async fn for_anybody(headers: &[String], pool: Pool) -> Result<(Option<u64>, String), Failure> {
    let viewer = get_user_from_headers(headers).await.ok(); //~ sequential-await
    let profile = fetch_profile(7, pool).await?;
    Ok((viewer, profile))
}
