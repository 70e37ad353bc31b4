mod session;

use state::{Members, Names};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let members = Members::default();
    let names = Names::default();
    session::known(&names);
    let listener = TcpListener::bind("127.0.0.1:7000").await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(session::serve(1, members.clone()));
    }
}
