//! Clients of a service and the settings of their pools.

use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::rt::TokioExecutor;
use reqwest::{Client, ClientBuilder};
use std::sync::LazyLock;
use std::time::Duration;

pub struct Webhooks {
    client: Client,
}

impl Webhooks {
    pub fn new() -> reqwest::Result<Self> {
        let client = Client::builder() //~ http-client-pool-unconfigured
            .user_agent("webhooks")
            .timeout(Duration::from_secs(10))
            .build()?;
        Ok(Self { client })
    }
}

static SHARED: LazyLock<Client> = LazyLock::new(|| Client::builder().gzip_off().build().unwrap()); //~ http-client-pool-unconfigured

trait GzipOff {
    fn gzip_off(self) -> Self;
}

impl GzipOff for ClientBuilder {
    fn gzip_off(self) -> Self {
        self
    }
}

pub struct Inference {
    client: reqwest::Client,
}

impl Inference {
    pub fn with_timeout(seconds: Option<u64>) -> reqwest::Result<Self> {
        let mut builder = ClientBuilder::new(); //~ http-client-pool-unconfigured
        if let Some(seconds) = seconds {
            builder = builder.timeout(Duration::from_secs(seconds));
        }
        let client = builder.build()?;
        Ok(Self { client })
    }
}

fn federation() -> ClientBuilder {
    Client::builder().user_agent("federation") //~ http-client-pool-unconfigured
}

pub fn federated() -> reqwest::Result<Client> {
    federation().build()
}

pub struct Proxy {
    client: HyperClient<HttpConnector, String>,
}

impl Proxy {
    fn over(connector: HttpConnector) -> Self {
        let client = HyperClient::builder(TokioExecutor::new()) //~ http-client-pool-unconfigured
            .http1_title_case_headers(true)
            .build(connector);
        Self { client }
    }

    fn by_hand(connector: HttpConnector) -> Self {
        let mut builder = HyperClient::builder(TokioExecutor::new()); //~ http-client-pool-unconfigured
        builder.http1_title_case_headers(true);
        Self { client: builder.build(connector) }
    }
}

// One of the two is a choice.
pub fn bounded() -> reqwest::Result<Client> {
    Client::builder().pool_max_idle_per_host(8).build()
}

// No pool at all.
pub fn unpooled() -> reqwest::Result<Client> {
    let builder = Client::builder().timeout(Duration::from_secs(5));
    let builder = builder.pool_max_idle_per_host(0);
    builder.build()
}

// Its callers finish it, and one of them sets the pool.
fn common() -> ClientBuilder {
    Client::builder().user_agent("common")
}

pub fn icons() -> reqwest::Result<Client> {
    common().pool_idle_timeout(Duration::from_secs(10)).build()
}

// A helper sets it.
fn tuned(builder: ClientBuilder) -> ClientBuilder {
    builder.pool_idle_timeout(Duration::from_secs(20)).pool_max_idle_per_host(4)
}

pub fn mirrored() -> reqwest::Result<Client> {
    let builder = tuned(Client::builder().user_agent("mirror"));
    builder.build()
}

// One HTTP/2 connection: there is no pool.
pub fn multiplexed() -> reqwest::Result<Client> {
    Client::builder().http2_prior_knowledge().build()
}

// A request a day.
pub fn telemetry() -> reqwest::Result<Client> {
    Client::builder().user_agent("telemetry").build()
}

// Gone when the function is: no connection is ever idle.
pub async fn import(url: &str) -> reqwest::Result<String> {
    let client = Client::builder().user_agent("import").build()?; //~ connection-per-request
    client.get(url).send().await?.text().await
}

// Another builder of that name.
mod own {
    pub struct Client;

    pub struct Builder;

    impl Client {
        pub fn builder() -> Builder {
            Builder
        }
    }

    impl Builder {
        pub fn build(self) -> Client {
            Client
        }
    }
}

pub fn own_client() -> own::Client {
    own::Client::builder().build()
}
