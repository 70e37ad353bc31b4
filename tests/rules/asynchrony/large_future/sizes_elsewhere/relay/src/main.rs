//! What stands in another crate is looked up: lengths, types, and the futures that are awaited.

use std::io;

use relay_net::sizes::{self, MAXIMUM as LARGEST};
use relay_net::{Packet, Session};
use tokio::net::UdpSocket;

async fn by_constant(socket: &UdpSocket) -> io::Result<usize> {
    let mut bytes = [0u8; LARGEST]; //~ large-future
    socket.recv(&mut bytes).await
}

async fn by_default(socket: &UdpSocket) -> io::Result<usize> {
    let mut packet: Packet = Packet::new(); //~ large-future
    packet.filled = socket.recv(&mut packet.bytes).await?;
    Ok(packet.filled)
}

async fn by_fields(socket: &UdpSocket) -> io::Result<u64> {
    let session = Session::new(); //~ large-future
    socket.send(&session.window[0].bytes).await?;
    Ok(session.peer)
}

async fn by_sum(session: &Session, socket: &UdpSocket) -> io::Result<usize> {
    let mut bytes = [0u8; 8 * 1024];
    socket.recv(&mut bytes).await?;
    let answer = session.greet(socket).await?; //~ large-future
    Ok(answer + bytes.len())
}

async fn small(socket: &UdpSocket) -> io::Result<usize> {
    let mut packet: Packet<{ sizes::SMALL }> = Packet::new();
    let mut bytes = [0u8; sizes::SMALL];
    packet.filled = socket.recv(&mut packet.bytes).await?;
    socket.recv(&mut bytes).await
}

async fn in_a_box(socket: &UdpSocket) -> io::Result<u64> {
    let session = Box::new(Session::new());
    socket.send(&session.window[0].bytes).await?;
    Ok(session.peer)
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0").await?;
    let session = Session::new();
    by_constant(&socket).await?;
    by_default(&socket).await?;
    by_fields(&socket).await?;
    by_sum(&session, &socket).await?;
    in_a_box(&socket).await?;
    small(&socket).await?;
    Ok(())
}
