use std::future::Future;
use std::time::Duration;

pub struct Page {
    pub text: String,
}

pub struct Client {
    pub agent: String,
    pub wait: Duration,
}

async fn page_with_referer(url: &str, referer: String) -> Result<Page, std::io::Error> {
    tokio::task::yield_now().await;
    Ok(Page { text: format!("{url} {referer}") })
}

fn page(url: &str) -> impl Future<Output = Result<Page, std::io::Error>> + '_ { //~ passthrough-async-fn
    page_with_referer(url, String::new())
}

impl Client {
    async fn fetch(&self, id: u64, limit: Duration) -> u64 {
        tokio::time::sleep(limit).await;
        self.agent.len() as u64 + id
    }

    async fn close(self) {
        tokio::time::sleep(self.wait).await;
    }

    // The name is looked up when it is called.
    pub fn first(&self) -> impl Future<Output = u64> + '_ { //~ passthrough-async-fn
        let limit = Duration::from_secs(1);
        self.fetch(1, limit)
    }

    pub fn stop(self) -> impl Future<Output = ()> { //~ passthrough-async-fn
        self.close()
    }

    pub fn named<'a>(&'a self, id: u64) -> impl Future<Output = u64> + 'a { //~ passthrough-async-fn
        self.fetch(id, self.wait)
    }

    // In this edition both lifetimes would have to be named.
    pub async fn two_borrows(&self, _name: &str) -> u64 {
        self.fetch(2, self.wait).await
    }

    // A span must live as long as the future is polled.
    #[tracing::instrument(skip(self))]
    pub async fn traced(&self) -> u64 {
        self.fetch(3, self.wait).await
    }
}

// The result is changed, or coerced.
pub async fn text(url: &str) -> Result<String, std::io::Error> {
    Ok(page(url).await?.text)
}

async fn boxed() -> Box<u64> {
    tokio::task::yield_now().await;
    Box::new(0)
}

pub async fn coerced() -> Box<dyn std::fmt::Display> {
    boxed().await
}

// What comes before would run when it is called, and can end the function.
pub async fn works_before(id: u64, seen: &std::sync::atomic::AtomicU64) -> Result<Page, std::io::Error> {
    let count = seen.fetch_add(id, std::sync::atomic::Ordering::Relaxed);
    page_with_referer("x", count.to_string()).await
}

pub async fn returns_before(id: u64) -> Result<Page, std::io::Error> {
    if id == 0 {
        return Err(std::io::Error::other("none"));
    }
    page_with_referer("x", String::new()).await
}

// The future would borrow what ends with the function.
pub async fn borrows_its_own(id: u64) -> Result<Page, std::io::Error> {
    let url = id.to_string();
    page_with_referer(&url, String::new()).await
}

pub async fn borrows_an_argument(url: String) -> Result<Page, std::io::Error> {
    page_with_referer(&url, String::new()).await
}

// A trait says that it is async; so does who registers it.
pub trait Source {
    fn load(&self) -> impl Future<Output = u64>;
}

impl Source for Client {
    async fn load(&self) -> u64 {
        self.fetch(4, self.wait).await
    }
}

async fn index() -> String {
    greeting().await
}

async fn greeting() -> String {
    tokio::task::yield_now().await;
    "hello".to_owned()
}

pub async fn serve(client: Client) -> u64 {
    let _router: axum::Router = axum::Router::new().route("/", axum::routing::get(index));
    let (one, two) = tokio::join!(client.first(), client.named(2));
    let read = page("https://example.org/").await.map_or(0, |page| page.text.len() as u64);
    let three = client.two_borrows("x").await + client.traced().await;
    client.stop().await;
    one + two + three + read
}

// It waits for two things.
pub async fn waits_twice(client: &Client) -> u64 {
    let first = client.fetch(1, client.wait).await;
    client.fetch(first, client.wait).await
}

// Callers may want the call itself.
pub fn is_a_future_already(client: &Client) -> impl Future<Output = u64> + '_ {
    client.fetch(1, client.wait)
}
