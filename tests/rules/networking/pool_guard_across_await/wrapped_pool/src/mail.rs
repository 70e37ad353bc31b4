pub async fn send_welcome(user: i64, client: &reqwest::Client) -> Result<(), reqwest::Error> {
    deliver(format!("https://mail.test/welcome/{user}"), client).await
}

async fn deliver(url: String, client: &reqwest::Client) -> Result<(), reqwest::Error> {
    client.post(url).body("welcome").send().await?;
    Ok(())
}

pub async fn compose(user: i64) -> String {
    format!("welcome, {user}")
}
