use crate::cache::Cache;

pub struct Names {
    pub names: Vec<String>,
}

impl Names {
    pub async fn total(&self, cache: &Cache) -> usize {
        let hits = *cache.hits.lock().await; //~ async-mutex-without-await
        tokio::task::yield_now().await;
        self.names.len() + hits as usize + cache.entries.lock().await.len()
    }
}
