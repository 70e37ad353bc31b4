mod bus;
mod routes;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let bus = bus::start();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7000").await?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, routes::router(bus)).await
}
