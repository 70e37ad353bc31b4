use axum::extract::{Path, State};
use axum::http::StatusCode;
use reqwest::Client;
use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

static SHARED: LazyLock<Client> = LazyLock::new(Client::new);

pub async fn price(Path(symbol): Path<String>) -> Result<String, StatusCode> {
    let client = reqwest::Client::new(); //~ connection-per-request
    let url = format!("http://größer/{symbol}?😀");
    let response = client.get(url).send().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    response.text().await.map_err(|_| StatusCode::BAD_GATEWAY)
}

pub async fn helper_of_a_handler(id: u64) -> reqwest::Result<String> {
    let response = reqwest::get(format!("http://users.internal/{id}")).await?; //~ connection-per-request
    response.text().await
}

pub async fn built_each_time(id: u64) -> reqwest::Result<String> {
    let client = Client::builder().timeout(Duration::from_secs(5)).build()?; //~ connection-per-request
    client.get(format!("http://users.internal/{id}")).send().await?.text().await
}

pub async fn built_from_a_variable(id: u64, patient: bool) -> reqwest::Result<String> {
    let mut builder = Client::builder().timeout(Duration::from_secs(5));
    if patient {
        builder = builder.timeout(Duration::from_secs(60));
    }
    let client = builder.build()?; //~ connection-per-request
    client.get(format!("http://users.internal/{id}")).send().await?.text().await
}

pub async fn start_game(Path(id): Path<u64>) -> Result<String, StatusCode> {
    let response = reqwest::get(format!("http://games.internal/{id}")).await; //~ connection-per-request
    response.map(|r| r.status().to_string()).map_err(|_| StatusCode::BAD_GATEWAY)
}

pub async fn load_user(id: u64) -> reqwest::Result<String> {
    let client = Client::new(); //~ connection-per-request
    client.get(format!("http://users.internal/{id}")).send().await?.text().await
}

pub fn answers(question: String) -> impl futures::Stream<Item = String> {
    async_stream::stream! {
        let client = Client::new(); //~ connection-per-request
        if let Ok(response) = client.post("http://answers.internal").body(question).send().await {
            yield response.text().await.unwrap_or_default();
        }
    }
}

pub async fn built_from_a_variable_with_its_proxy(proxy: &str) -> reqwest::Result<String> {
    let mut builder = Client::builder();
    builder = builder.proxy(reqwest::Proxy::all(proxy)?);
    let client = builder.build()?;
    client.get("http://users.internal").send().await?.text().await
}

pub async fn load_client(patient: bool) -> reqwest::Result<Client> { //~ async-without-await
    let mut builder = Client::builder();
    if patient {
        builder = builder.timeout(Duration::from_secs(60));
    }
    builder.build()
}

pub async fn used_in_one_chain(body: String) -> reqwest::Result<()> {
    Client::new().post("http://hooks.internal").body(body).send().await?; //~ connection-per-request
    Ok(())
}

pub async fn in_a_loop(urls: Vec<String>) -> reqwest::Result<usize> {
    let mut bytes = 0;
    for url in urls {
        let client = Client::new(); //~ connection-per-request
        bytes += client.get(url).send().await?.bytes().await?.len();
    }
    Ok(bytes)
}

pub async fn redis_per_request(State(client): State<redis::Client>) -> Result<String, StatusCode> {
    let mut connection = client
        .get_multiplexed_async_connection() //~^ connection-per-request
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    redis::cmd("GET")
        .arg("greeting")
        .query_async(&mut connection)
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}

pub async fn tcp_in_a_handler(Path(port): Path<u16>) -> Result<String, StatusCode> {
    let mut stream = TcpStream::connect(("cache", port)).await.map_err(|_| StatusCode::BAD_GATEWAY)?; //~ connection-per-request
    let _ = stream.set_nodelay(true);
    stream.write_all(b"GET greeting").await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(answer)
}

pub async fn pool_in_a_handler(Path(id): Path<i64>) -> Result<String, StatusCode> {
    let pool = sqlx::PgPool::connect("postgres://db/app").await.map_err(|_| StatusCode::BAD_GATEWAY)?; //~ connection-per-request
    sqlx::query_scalar("SELECT name FROM users WHERE id = $1")
        .bind(id)
        .fetch_one(&pool)
        .await
        .map_err(|_| StatusCode::NOT_FOUND)
}

pub async fn shared(id: u64) -> reqwest::Result<String> {
    SHARED.get(format!("http://users.internal/{id}")).send().await?.text().await
}

pub async fn from_the_state(State(client): State<Client>) -> Result<String, StatusCode> {
    let response = client.get("http://users.internal").send().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    response.text().await.map_err(|_| StatusCode::BAD_GATEWAY)
}

pub struct Quotes {
    http: Client,
}

impl Quotes {
    pub async fn new() -> Self { //~ async-without-await
        let http = Client::new();
        Self { http }
    }

    pub async fn of(&self, symbol: &str) -> reqwest::Result<String> {
        self.http.get(format!("http://quotes.internal/{symbol}")).send().await?.text().await
    }
}

pub async fn client_for(user_agent: &str) -> reqwest::Result<Client> { //~ async-without-await
    Client::builder().user_agent(user_agent).build()
}

pub async fn with_a_proxy_of_its_own(proxy: &str) -> reqwest::Result<String> {
    let client = Client::builder().proxy(reqwest::Proxy::all(proxy)?).build()?;
    client.get("http://users.internal").send().await?.text().await
}

pub async fn report_every_minute() {
    let client = Client::new();
    loop {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let _ = client.post("http://metrics.internal").send().await;
    }
}

pub async fn reconnects(address: SocketAddr) -> TcpStream {
    loop {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    }
}

pub struct Manager {
    client: redis::Client,
}

impl Manager {
    pub async fn create(&self) -> redis::RedisResult<redis::aio::MultiplexedConnection> {
        self.client.get_multiplexed_async_connection().await
    }
}

pub async fn init_database(url: &str) -> sqlx::Result<sqlx::PgPool> {
    sqlx::PgPool::connect(url).await
}

pub async fn healthcheck(port: u16) -> bool {
    reqwest::get(format!("http://127.0.0.1:{port}/health")).await.is_ok()
}

#[tokio::main]
pub async fn main() {
    let response = reqwest::get("http://config.internal").await;
    println!("{}", response.is_ok());
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn answers() {
        assert!(reqwest::get("http://127.0.0.1:1").await.is_err());
    }
}

pub struct ByHttp(pub Client);

impl ByHttp {
    async fn exchange(&self, code: &str) -> reqwest::Result<String> {
        self.0.post("http://login.internal").body(code.to_owned()).send().await?.text().await
    }
}

pub async fn authorize(Path(code): Path<String>) -> Result<String, StatusCode> {
    let client = ByHttp(
        Client::builder() //~ connection-per-request
            .timeout(Duration::from_secs(5))
            .build()
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?,
    );
    client.exchange(&code).await.map_err(|_| StatusCode::BAD_GATEWAY)
}

pub fn wrapped_for_good() -> reqwest::Result<ByHttp> {
    let client = ByHttp(Client::builder().timeout(Duration::from_secs(5)).build()?);
    Ok(client)
}

pub async fn deliver(Path(inbox): Path<String>) -> Result<String, StatusCode> {
    let patient = inbox.len() > 10;
    let client = if patient { //~ connection-per-request
        Client::builder().timeout(Duration::from_secs(60))
    } else {
        Client::builder()
    }
    .build()
    .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let response = client.get(inbox).send().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    response.text().await.map_err(|_| StatusCode::BAD_GATEWAY)
}
