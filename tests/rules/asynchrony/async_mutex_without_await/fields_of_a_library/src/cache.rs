use tokio::sync::{Mutex, RwLock};

#[derive(Default)]
pub struct Cache {
    pub entries: Mutex<Vec<u32>>,
    pub(crate) hits: Mutex<u32>,
    names: RwLock<Vec<String>>,
}

impl Cache {
    pub async fn put(&self, entry: u32) {
        self.entries.lock().await.push(entry);
        *self.hits.lock().await += 1; //~ async-mutex-without-await
        tokio::task::yield_now().await;
    }

    pub async fn name(&self, name: String) {
        let mut names = self.names.write().await;
        tokio::task::yield_now().await;
        names.push(name);
    }
}
