mod rules;
mod work;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let (loaded, mut waiting) = tokio::sync::mpsc::unbounded_channel();
    let (served, mut results) = tokio::sync::mpsc::unbounded_channel(); //~ unbounded-channel
    rules::announce(&loaded);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7000").await?;
    tokio::spawn(async move {
        while let Some(rule) = waiting.recv().await {
            println!("{rule} {:?}", results.recv().await);
        }
    });
    loop {
        let (stream, peer) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(work::serve(peer.to_string(), served.clone()));
    }
}
