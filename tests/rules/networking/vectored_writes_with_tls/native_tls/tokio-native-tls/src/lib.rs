pub type TlsStream<S> = S;

#[derive(Clone)]
pub struct TlsAcceptor;

impl TlsAcceptor {
    pub async fn accept(&self, stream: tokio::net::TcpStream) -> std::io::Result<TlsStream<tokio::net::TcpStream>> {
        std::future::ready(Ok(stream)).await
    }
}
