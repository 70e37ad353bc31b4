//! A pool of the workspace's own, and what is waited for behind two calls in another file.

pub mod db;
pub mod mail;

use db::{Db, User};

pub async fn greet(user: &User, pool: &Db, client: &reqwest::Client) {
    let Ok(mut conn) = pool.get().await else { //~ pool-guard-across-await
        return;
    };
    if user.touch(&mut conn).await.is_ok() {
        let _ = mail::send_welcome(user.id, client).await;
    }
}

pub async fn nobody_waits(user: &User, pool: &Db) -> Option<String> {
    if let Ok(mut conn) = pool.get().await {
        user.touch(&mut conn).await.ok()?;
        return Some(mail::compose(user.id).await);
    }
    None
}
