//! Constants, types and futures that the other crate uses.

use std::io;

use tokio::net::UdpSocket;

pub mod sizes;

pub struct Packet<const N: usize = { sizes::MAXIMUM }> {
    pub bytes: [u8; N],
    pub filled: usize,
}

impl<const N: usize> Packet<N> {
    pub fn new() -> Self {
        Packet { bytes: [0; N], filled: 0 }
    }
}

pub type Window = [Packet<1024>; sizes::SLOTS];

pub struct Session {
    pub window: Window,
    pub peer: u64,
}

impl Session {
    pub fn new() -> Self {
        todo!()
    }

    pub async fn greet(&self, socket: &UdpSocket) -> io::Result<usize> {
        let mut answer = [0u8; 9 * 1024];
        socket.send(b"hello").await?;
        socket.recv(&mut answer).await
    }
}
