use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

pub async fn run() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7001").await?;
    loop {
        let (stream, _) = listener.accept().await?; //~ missing-tcp-nodelay
        net::warm(&stream)?;
        tokio::spawn(greet(stream));
    }
}

pub async fn greet(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(b"hello\n").await
}
