use tokio::net::TcpStream;

use crate::dialing::{dial, dial_slowly, Link};

pub async fn quick(address: &str) -> std::io::Result<TcpStream> {
    let stream = again(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn again(address: &str) -> std::io::Result<TcpStream> { //~ passthrough-async-fn
    dial(address).await
}

pub async fn slow(address: &str) -> std::io::Result<TcpStream> {
    dial_slowly(address).await
}

pub async fn linked(address: &str) -> std::io::Result<Link> {
    Link::open(address).await
}
