mod peers;

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::mpsc;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let relay = Arc::new(peers::Relay::default());
    let listener = TcpListener::bind("127.0.0.1:7000").await?;
    loop {
        let (stream, address) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let relay = relay.clone();
        tokio::spawn(async move {
            let (outbox, mut inbox) = mpsc::channel(16);
            relay.connected(address, outbox);
            while let Some(line) = inbox.recv().await {
                if line == "renew" {
                    relay.renew_subscription(&address);
                }
                relay.deliver(&address, line);
            }
            relay.disconnected(&address);
        });
    }
}
