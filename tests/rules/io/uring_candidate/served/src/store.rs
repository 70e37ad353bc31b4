use std::io;
use tokio::fs;
use tokio::io::AsyncWriteExt;

pub async fn put(name: &str, body: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(format!("{name}.part")).await?; //~ uring-candidate
    file.write_all(body).await?;
    file.sync_all().await?;
    fs::rename(format!("{name}.part"), name).await
}
