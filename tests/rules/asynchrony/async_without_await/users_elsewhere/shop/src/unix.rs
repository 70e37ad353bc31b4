// Which of the two modules there is hangs on the target.
pub async fn stopped() {
    tokio::signal::ctrl_c().await.ok();
}
