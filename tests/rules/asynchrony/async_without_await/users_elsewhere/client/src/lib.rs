pub struct Client {
    name: String,
}

impl Client {
    // The crate is documented for other projects: they may hold on to the future.
    pub async fn new(name: &str) -> Client {
        Client { name: name.to_owned() }
    }

    pub async fn ask(&self, question: u64) -> u64 {
        tokio::task::yield_now().await;
        self.weigh(question).await
    }

    async fn weigh(&self, question: u64) -> u64 { //~ async-without-await
        question + self.name.len() as u64
    }
}
