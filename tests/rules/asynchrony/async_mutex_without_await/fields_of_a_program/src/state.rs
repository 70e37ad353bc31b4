use tokio::sync::Mutex;

pub struct State {
    /// Never held across an await, in no file.
    pub jobs: Mutex<Vec<u32>>,
    /// Held across an await by `users::refresh`.
    pub users: Mutex<Vec<String>>,
    /// Handed out to who knows whom.
    pub lent: Mutex<u32>,
}

impl State {
    pub fn new() -> Self {
        Self { jobs: Mutex::new(Vec::new()), users: Mutex::new(Vec::new()), lent: Mutex::new(0) }
    }

    pub async fn waiting(&self) -> usize {
        self.jobs.lock().await.len() //~ async-mutex-without-await
    }

    pub async fn lent(&self) -> u32 {
        *self.lent.lock().await
    }
}
