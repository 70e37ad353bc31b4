use reqwest::Client;

pub async fn names() -> Vec<String> {
    let client = Client::new();
    let Ok(answer) = client.get("http://prices/names").send().await else { return Vec::new() };
    answer.text().await.unwrap_or_default().lines().map(str::to_owned).collect()
}

pub async fn tick(name: &str) -> Option<String> {
    let client = Client::new();
    client.get(format!("http://prices/{name}")).send().await.ok()?.text().await.ok()
}

pub async fn asked(name: &str) -> Option<String> {
    reqwest::get(format!("http://prices/{name}")).await.ok()?.text().await.ok() //~ connection-per-request
}

// Who looks settings up checks them, once.
pub async fn lookup_config() -> Option<String> {
    let url = std::env::var("PRICES").ok()?;
    answers(&url).await.then_some(url)
}

async fn answers(url: &str) -> bool {
    let client = Client::new();
    client.head(url).send().await.is_ok()
}
