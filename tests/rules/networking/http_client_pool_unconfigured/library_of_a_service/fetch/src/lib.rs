use std::time::Duration;

// No program of the workspace that serves is made of this.
pub struct Fetcher {
    pub client: reqwest::Client,
}

impl Fetcher {
    pub fn new() -> reqwest::Result<Self> {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).build()?;
        Ok(Self { client })
    }
}
