use socket2::SockRef;
use tokio::net::TcpStream;

pub fn quick(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)
}

pub fn tune(socket: SockRef<'_>) -> std::io::Result<()> {
    socket.set_tcp_nodelay(true)
}
