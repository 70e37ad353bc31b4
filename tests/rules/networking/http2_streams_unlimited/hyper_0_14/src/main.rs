use std::convert::Infallible;

use hyper::server::conn::Http;
use hyper::service::service_fn;
use hyper::{Body, Request, Response};
use tokio::net::TcpStream;

async fn hello(_: Request<Body>) -> Result<Response<Body>, Infallible> {
    Ok(Response::new(Body::from("hello")))
}

async fn serve(stream: TcpStream) -> hyper::Result<()> {
    Http::new() //~ http2-streams-unlimited
        .http2_only(true)
        .serve_connection(stream, service_fn(hello))
        .await
}

async fn serve_limited(stream: TcpStream) -> hyper::Result<()> {
    Http::new()
        .http2_only(true)
        .http2_max_concurrent_streams(100)
        .serve_connection(stream, service_fn(hello))
        .await
}

// HTTP/1 has one request at a time.
async fn serve_http1(stream: TcpStream) -> hyper::Result<()> {
    Http::new().http1_only(true).serve_connection(stream, service_fn(hello)).await
}

fn main() {
    let _ = (serve, serve_limited, serve_http1);
}
