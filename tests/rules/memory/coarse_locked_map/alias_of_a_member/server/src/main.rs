mod session;

use state::{Members, Names};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let members = Members::default();
    let names = Names::default();
    session::known(&names);
    session::serve(TcpListener::bind("127.0.0.1:7000").await?, members).await
}
