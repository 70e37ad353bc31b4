//! A helper of the project that hands its closure to the pool for blocking work.

pub async fn on_pool<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("the pool lives as long as we do")
}
