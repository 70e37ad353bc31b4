mod limits;
mod session;
mod upstream;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7000").await?;
    let upstream = upstream::connect("127.0.0.1:7001").await?;
    println!("{:?}", upstream.peer_addr());
    loop {
        let (stream, _) = listener.accept().await?; //~ missing-tcp-nodelay
        limits::hold(&stream)?;
        tokio::spawn(session::serve(stream));
    }
}
