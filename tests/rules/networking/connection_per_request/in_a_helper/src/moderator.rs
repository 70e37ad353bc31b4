use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const MODERATOR: &str = "127.0.0.1:7100";

pub async fn report(text: &str) -> io::Result<()> { //~ passthrough-async-fn
    line(text).await
}

async fn line(text: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(MODERATOR).await?; //~ connection-per-request
    stream.set_nodelay(true)?;
    stream.write_all(text.as_bytes()).await
}

/// Called by `main` alone.
pub async fn greet() -> io::Result<()> {
    let mut stream = TcpStream::connect(MODERATOR).await?;
    stream.set_nodelay(true)?;
    stream.write_all(b"hello").await
}

/// Where it connects to differs from request to request.
pub async fn forward(host: &str, text: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect((host, 7100)).await?;
    stream.set_nodelay(true)?;
    stream.write_all(text.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// The task lives on, and so does its connection.
pub async fn watch() { //~ async-without-await
    tokio::spawn(async {
        if let Ok(mut stream) = TcpStream::connect(MODERATOR).await {
            let _ = stream.set_nodelay(true);
            let mut seen = [0; 64];
            while stream.read(&mut seen).await.is_ok_and(|read| read > 0) {}
        }
    });
}
