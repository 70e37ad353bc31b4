#[cfg(test)]
mod doubles;
mod prices;
mod refresh;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let names = prices::names().await;
    tokio::spawn(refresh::now_and_then(names));
    let app = axum::Router::new().route("/{name}", axum::routing::get(refresh::price));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7000").await?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, app).await
}
