mod connection;
mod listener;
mod options;
mod session;

use connection::Connection;
use tokio::net::{TcpListener, TcpStream};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7000").await?;
    let accepting = listener::Accepting::bind("127.0.0.1:7001").await?;
    tokio::spawn(accepting.run());
    tokio::spawn(behind_a_facade("127.0.0.1:7002"));
    loop {
        let (stream, _) = listener.accept().await?;
        options::quick(&stream)?;
        tokio::spawn(session::serve(stream));
    }
}

async fn behind_a_facade(address: &str) -> std::io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    loop {
        let (stream, peer) = listener.accept().await?;
        let connection = Connection::new(stream);
        tokio::spawn(async move {
            println!("{peer}");
            connection.serve().await
        });
    }
}

pub async fn served_by_another_file(listener: TcpListener) -> std::io::Result<()> {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(session::opened(stream));
    }
    Ok(())
}

pub async fn through_socket2(address: &str) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    options::tune(socket2::SockRef::from(&stream))?;
    Ok(stream)
}
