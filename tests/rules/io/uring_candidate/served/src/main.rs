mod store;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use axum::Router;
use tokio_util::io::ReaderStream;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    // Start-up waits for nobody.
    let greeting = tokio::fs::read("greeting.txt").await?;
    let farewell = tokio::fs::read("farewell.txt").await?;
    println!("{}", greeting.len() + farewell.len());
    let router = Router::new()
        .route("/{name}", get(download).put(upload).delete(remove))
        .route("/{name}/size", get(size));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(tapped(listener), router).await
}

fn tapped(listener: tokio::net::TcpListener) -> impl axum::serve::Listener<Addr = std::net::SocketAddr> {
    use axum::serve::ListenerExt;
    listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    })
}

async fn download(Path(name): Path<String>) -> Result<Body, StatusCode> {
    let file = tokio::fs::File::open(name).await.map_err(|_| StatusCode::NOT_FOUND)?; //~ uring-candidate
    Ok(Body::from_stream(ReaderStream::new(file)))
}

async fn upload(Path(name): Path<String>, body: Bytes) -> StatusCode {
    match store::put(&name, &body).await {
        Ok(()) => StatusCode::CREATED,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

// No data is moved.
async fn remove(Path(name): Path<String>) -> StatusCode {
    if tokio::fs::metadata(&name).await.is_err() {
        return StatusCode::NOT_FOUND;
    }
    match tokio::fs::remove_file(&name).await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::FORBIDDEN,
    }
}

// One call, now and then.
async fn size(Path(name): Path<String>) -> String {
    tokio::fs::read(name).await.map(|found| found.len().to_string()).unwrap_or_default()
}
