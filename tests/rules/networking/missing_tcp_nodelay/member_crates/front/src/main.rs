mod admin;

use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7000").await?;
    tokio::spawn(admin::run());
    loop {
        let (stream, _) = listener.accept().await?;
        net::prepare(&stream)?;
        tokio::spawn(admin::greet(stream));
    }
}
