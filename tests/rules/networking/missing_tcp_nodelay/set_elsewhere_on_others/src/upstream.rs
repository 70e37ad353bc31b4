use tokio::net::TcpStream;

pub async fn connect(address: &str) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?; //~ missing-tcp-nodelay
    Ok(stream)
}
