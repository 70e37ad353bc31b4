use tokio::io::AsyncWriteExt;

use crate::dialing::Link;

impl Link {
    pub async fn hello(&mut self) -> std::io::Result<()> {
        self.stream.set_nodelay(true)?;
        self.stream.write_all(b"hello\n").await
    }
}
