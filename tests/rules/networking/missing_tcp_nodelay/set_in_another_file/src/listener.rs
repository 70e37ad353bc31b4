use tokio::net::{TcpListener, TcpStream};

pub struct Accepting {
    inner: TcpListener,
}

impl Accepting {
    pub async fn bind(address: &str) -> std::io::Result<Self> {
        Ok(Self { inner: TcpListener::bind(address).await? })
    }

    pub async fn accept(&self) -> std::io::Result<TcpStream> {
        let (stream, _) = self.inner.accept().await?;
        crate::options::quick(&stream)?;
        Ok(stream)
    }

    pub async fn run(self) -> std::io::Result<()> {
        loop {
            let stream = self.accept().await?;
            tokio::spawn(crate::session::serve(stream));
        }
    }
}
