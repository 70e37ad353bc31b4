use std::io;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

// A command that nobody asks twice.
#[tokio::main]
async fn main() -> io::Result<()> {
    for name in std::env::args().skip(1) {
        copied(&name).await?;
    }
    Ok(())
}

async fn copied(name: &str) -> io::Result<()> {
    let mut from = File::open(name).await?;
    let mut text = Vec::new();
    from.read_to_end(&mut text).await?;
    let mut into = File::create(format!("{name}.copy")).await?;
    into.write_all(&text).await?;
    into.flush().await
}
