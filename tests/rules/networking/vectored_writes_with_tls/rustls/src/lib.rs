//! Vectored writes where they help: without TLS, and with a TLS that takes many buffers at once.

use std::convert::Infallible;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

async fn hello(_: Request<Incoming>) -> Result<Response<String>, Infallible> {
    Ok(Response::new(String::from("hello")))
}

pub async fn over_tcp(stream: TcpStream) -> hyper::Result<()> {
    http1::Builder::new().writev(true).serve_connection(TokioIo::new(stream), service_fn(hello)).await
}

// This version of tokio-rustls hands all buffers on at once.
pub async fn over_rustls(stream: TlsStream<TcpStream>) -> hyper::Result<()> {
    let mut builder = http1::Builder::new();
    builder.writev(true);
    builder.serve_connection(TokioIo::new(stream), service_fn(hello)).await
}

pub async fn as_hyper_likes(stream: TlsStream<TcpStream>) -> hyper::Result<()> {
    http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(hello)).await
}

// A method of the crate's own.
pub struct Pieces(Vec<Vec<u8>>);

impl Pieces {
    fn writev(&mut self, all: bool) -> usize {
        if all { self.0.len() } else { 1 }
    }
}

pub fn count(pieces: &mut Pieces) -> usize {
    pieces.writev(true)
}
