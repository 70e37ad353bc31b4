use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::Mutex;

pub struct Api {
    counts: Mutex<(u32, u32)>,
}

impl Api {
    pub async fn fetch_user(&self, id: u32) -> String {
        self.ask(format!("user {id}")).await
    }

    pub async fn fetch_orders(&self, id: u32) -> String {
        self.ask(format!("orders {id}")).await
    }

    async fn ask(&self, question: String) -> String {
        let mut counts = self.counts.lock().await;
        tokio::task::yield_now().await;
        counts.0 += 1;
        question
    }

    pub async fn get_hits(&self) -> u32 {
        self.counts.lock().await.0
    }

    pub async fn get_misses(&self) -> u32 {
        self.counts.lock().await.1
    }
}

pub struct Cursor {
    stream: TcpStream,
}

impl Cursor {
    pub async fn fetch_page(&mut self) -> String {
        let mut page = String::new();
        self.stream.read_to_string(&mut page).await.unwrap_or(0);
        page
    }
}
