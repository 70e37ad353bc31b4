//! Servers of HTTP/2, with and without a limit of streams.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::transport::server::Router;
use tonic::transport::Server;

#[derive(Clone)]
struct Greeter;

impl NamedService for Greeter {
    const NAME: &'static str = "greeter";
}

impl tower::Service<http::Request<Body>> for Greeter {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Infallible>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        std::future::ready(Ok(http::Response::new(Body::default())))
    }
}

pub async fn serve(address: SocketAddr) -> Result<(), tonic::transport::Error> {
    Server::builder() //~ http2-streams-unlimited
        .max_concurrent_streams(Some(200_u32))
        .timeout(Duration::from_secs(30))
        .add_service(Greeter)
        .serve(address)
        .await
}

pub async fn serve_in_steps(address: SocketAddr, age: Option<Duration>) -> Result<(), tonic::transport::Error> {
    let mut server = tonic::transport::Server::builder().max_concurrent_streams(Some(200_u32)); //~ http2-streams-unlimited
    if let Some(age) = age {
        server = server.max_connection_age(age);
    }
    let router = server.add_service(Greeter);
    router.serve(address).await
}

mod renamed {
    use super::Greeter;
    use tonic::transport::server::Server as Grpc;

    fn build() -> Grpc {
        Grpc::builder().max_concurrent_streams(Some(200_u32)) //~ http2-streams-unlimited
    }

    pub async fn run(address: std::net::SocketAddr) -> Result<(), tonic::transport::Error> {
        build().add_service(Greeter).serve(address).await
    }
}

pub async fn limited(address: SocketAddr) -> Result<(), tonic::transport::Error> {
    Server::builder().max_concurrent_streams(Some(64_u32)).add_service(Greeter).serve(address).await
}

pub async fn limited_later(address: SocketAddr) -> Result<(), tonic::transport::Error> {
    let server = Server::builder().timeout(Duration::from_secs(5));
    let mut server = server.max_concurrent_streams(64_u32);
    server.add_service(Greeter).serve(address).await
}

// Somebody chose it.
pub async fn unlimited_on_purpose(address: SocketAddr) -> Result<(), tonic::transport::Error> {
    Server::builder().max_concurrent_streams(None).add_service(Greeter).serve(address).await
}

// Requests have a limit, whatever the streams.
pub async fn limits_requests(address: SocketAddr) -> Result<(), tonic::transport::Error> {
    Server::builder()
        .concurrency_limit_per_connection(32)
        .add_service(Greeter)
        .serve(address)
        .await
}

fn tuned(server: Server) -> Server {
    server.max_concurrent_streams(100_u32)
}

pub async fn limited_by_a_helper(address: SocketAddr) -> Result<(), tonic::transport::Error> {
    let server = tuned(Server::builder());
    let mut server = server;
    server.add_service(Greeter).serve(address).await
}

// Everything around is on the same machine.
pub async fn local() -> Result<(), tonic::transport::Error> {
    let address = "127.0.0.1:50051".parse().unwrap();
    Server::builder().add_service(Greeter).serve(address).await
}

pub fn router() -> Router {
    Server::builder().max_concurrent_streams(8_u32).add_service(Greeter)
}

// hyper has a limit of its own since version 1.
pub async fn over_hyper(listener: TcpListener) -> std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let service = hyper::service::service_fn(|_: hyper::Request<hyper::body::Incoming>| async {
            Ok::<_, Infallible>(hyper::Response::new(String::from("hello")))
        });
        tokio::spawn(async move {
            hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                .serve_connection(TokioIo::new(stream), service)
                .await
        });
    }
}
