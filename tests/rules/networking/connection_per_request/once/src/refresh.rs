use std::time::Duration;

use axum::extract::Path;

use crate::prices;

pub async fn now_and_then(names: Vec<String>) {
    loop {
        if let Some(name) = names.first() {
            println!("{:?}", prices::tick(name).await);
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

pub async fn price(Path(name): Path<String>) -> String {
    prices::asked(&name).await.unwrap_or_default()
}
