use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

pub async fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    let behind = TcpStream::connect("127.0.0.1:7003").await?;
    behind.set_nodelay(true)?;
    stream.write_all(b"hello\n").await
}

/// The name is that of a function of tokio: whoever spawns a task does not call this.
pub fn spawn(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)
}
