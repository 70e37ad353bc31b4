//! Locks around clients whose clones share their connections.

use std::sync::{Arc, LazyLock, Mutex as StdMutex};
use tokio::sync::{Mutex};

pub struct Prices {
    client: reqwest::Client, //~ mutex-wrapped-client
    base: String,
}

impl Prices {
    fn new(base: String) -> Self {
        Self {
            client: reqwest::Client::new(),
            base,
        }
    }

    async fn price(&self, name: &str) -> reqwest::Result<String> {
        // The lock is held until the answer is there.
        let client = self.client.clone();
        client.get(format!("{}/{name}", self.base)).send().await?.text().await
    }

    async fn all(&self) -> reqwest::Result<String> {
        let answer = self.client.clone().get(&self.base).send().await?;
        answer.text().await
    }
}

pub struct Channels {
    channel: tonic::transport::Channel, //~ mutex-wrapped-client
}

impl Channels {
    fn channel(&self) -> tonic::transport::Channel {
        self.channel.clone()
    }
}

mod generated {
    #[derive(Clone)]
    pub struct GreeterClient<T>(pub T);

    impl<T> GreeterClient<T> {
        pub async fn greet(&mut self, name: &str) -> String { //~ async-without-await
            name.to_string()
        }
    }
}

use generated::GreeterClient;
use tonic::transport::Channel;

pub struct Greeter {
    // Its methods want `&mut self`: each call can have a clone.
    client: GreeterClient<Channel>, //~ mutex-wrapped-client
}

impl Greeter {
    fn over(client: GreeterClient<Channel>) -> Self {
        Self { client: client }
    }

    async fn greet(&self, name: &str) -> String {
        let mut client = self.client.clone();
        client.greet(name).await
    }
}

pub struct Database {
    pool: sqlx::PgPool, //~ mutex-wrapped-client
}

impl Database {
    async fn close(&self) {
        self.pool.clone().close().await;
    }
}

static SHARED: LazyLock<StdMutex<reqwest::Client>> = LazyLock::new(|| StdMutex::new(reqwest::Client::new())); //~ mutex-wrapped-client

fn request(url: &str) -> reqwest::RequestBuilder {
    SHARED.lock().unwrap().get(url)
}

// The client is another one after the certificates changed.
pub struct Reloaded {
    client: Arc<StdMutex<reqwest::Client>>,
}

impl Reloaded {
    fn reload(&self) -> reqwest::Result<()> {
        let fresh = reqwest::Client::builder().build()?;
        *self.client.lock().unwrap() = fresh;
        Ok(())
    }

    fn client(&self) -> reqwest::Client {
        self.client.lock().unwrap().clone()
    }
}

pub struct ReloadedByName {
    client: std::sync::RwLock<reqwest::Client>,
}

impl ReloadedByName {
    fn reload(&self, fresh: reqwest::Client) {
        let mut client = self.client.write().unwrap();
        *client = fresh;
    }
}

pub struct ReloadedIfFree {
    client: StdMutex<reqwest::Client>,
}

impl ReloadedIfFree {
    fn reload(&self, fresh: reqwest::Client) {
        if let Ok(mut client) = self.client.try_lock() {
            *client = fresh;
        }
    }
}

fn replace(client: &mut reqwest::Client, fresh: reqwest::Client) {
    *client = fresh;
}

pub struct ReloadedElsewhere {
    client: Arc<StdMutex<reqwest::Client>>,
}

impl ReloadedElsewhere {
    fn reload(&self, fresh: reqwest::Client) {
        replace(&mut self.client.lock().unwrap(), fresh);
    }
}

macro_rules! tried {
    ($done:expr) => {
        $done
    };
}

pub struct ReloadedInMacro {
    fresh_client: StdMutex<reqwest::Client>,
}

impl ReloadedInMacro {
    fn reload(&self, fresh: reqwest::Client) {
        tried!(replace(&mut self.fresh_client.lock().unwrap(), fresh));
    }
}

// Nothing until the first use.
pub struct Late {
    client: StdMutex<Option<reqwest::Client>>,
}

impl Late {
    fn client(&self) -> reqwest::Client {
        self.client.lock().unwrap().get_or_insert_with(reqwest::Client::new).clone()
    }
}

// One connection, which is not to be shared.
pub struct OneConnection {
    client: Mutex<postgres::Client>,
    pipe: Mutex<tokio::net::TcpStream>,
}

// A type of the crate that only has the name.
mod own {
    pub struct Client {
        pub sent: usize,
    }
}

pub struct OwnClient {
    client: Arc<StdMutex<own::Client>>,
}

impl OwnClient {
    fn sent(&self) -> usize {
        self.client.lock().unwrap().sent
    }
}

// Shared as it should be, behind a lock with more in it.
pub struct State {
    counters: Arc<StdMutex<Vec<u64>>>,
    client: reqwest::Client,
}

impl State {
    async fn get(&self, url: &str) -> reqwest::Result<reqwest::Response> {
        self.counters.lock().unwrap().push(1);
        self.client.get(url).send().await
    }
}
