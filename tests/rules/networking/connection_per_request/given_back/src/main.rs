mod clients;
mod routes;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7000").await?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true)));
    let state = routes::Shared { client: clients::of_the_program() };
    axum::serve(listener, routes::router(state)).await
}
