use std::time::Duration;

pub struct Cdn {
    client: reqwest::Client,
}

impl Cdn {
    pub fn new() -> reqwest::Result<Self> {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).build()?; //~ http-client-pool-unconfigured
        Ok(Self { client })
    }

    pub async fn purge(&self, url: &str) -> reqwest::Result<()> {
        self.client.post(url).send().await?;
        Ok(())
    }
}
