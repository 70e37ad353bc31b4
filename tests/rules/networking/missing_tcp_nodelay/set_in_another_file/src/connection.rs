use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

pub struct Connection {
    stream: TcpStream,
}

impl Connection {
    pub fn new(stream: TcpStream) -> Self {
        let connection = Self { stream };
        connection.prepare();
        connection
    }

    fn prepare(&self) {
        crate::options::quick(&self.stream).ok();
    }

    pub async fn serve(mut self) -> std::io::Result<()> {
        self.stream.write_all(b"hello\n").await
    }
}
