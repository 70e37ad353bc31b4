use tokio::net::TcpStream;

pub async fn dial(address: &str) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    Ok(stream)
}

pub async fn dial_slowly(address: &str) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?; //~ missing-tcp-nodelay
    Ok(stream)
}

pub struct Link {
    pub(crate) stream: TcpStream,
}

impl Link {
    pub async fn open(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        Ok(Self { stream })
    }
}
