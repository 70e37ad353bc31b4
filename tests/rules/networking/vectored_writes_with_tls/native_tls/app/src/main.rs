use std::convert::Infallible;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio_native_tls::TlsAcceptor;

async fn hello(_: Request<Incoming>) -> Result<Response<String>, Infallible> {
    Ok(Response::new(String::from("hello")))
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor) -> std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let stream = acceptor.accept(stream).await.unwrap();
            http1::Builder::new() //~ vectored-writes-with-tls
                .keep_alive(true)
                .writev(true)
                .serve_connection(TokioIo::new(stream), service_fn(hello))
                .await
        });
    }
}

async fn serve_one(listener: TcpListener, acceptor: TlsAcceptor) -> hyper::Result<()> {
    let (stream, _) = listener.accept().await.unwrap();
    stream.set_nodelay(true).unwrap();
    let stream = acceptor.accept(stream).await.unwrap();
    let mut builder = http1::Builder::new();
    builder.writev(true); //~ vectored-writes-with-tls
    builder.serve_connection(TokioIo::new(stream), service_fn(hello)).await
}

async fn serve_copied(listener: TcpListener, acceptor: TlsAcceptor) -> hyper::Result<()> {
    let (stream, _) = listener.accept().await.unwrap();
    stream.set_nodelay(true).unwrap();
    let stream = acceptor.accept(stream).await.unwrap();
    http1::Builder::new()
        .writev(false)
        .serve_connection(TokioIo::new(stream), service_fn(hello))
        .await
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let _ = serve_one;
    let _ = serve_copied;
    serve(listener, TlsAcceptor).await
}
