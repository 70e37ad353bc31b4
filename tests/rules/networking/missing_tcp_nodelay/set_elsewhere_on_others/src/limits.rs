use tokio::net::TcpStream;

pub fn hold(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_ttl(64)
}
