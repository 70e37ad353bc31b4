use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

pub async fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(b"hello\n").await
}

pub async fn opened(stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    serve(stream).await
}
