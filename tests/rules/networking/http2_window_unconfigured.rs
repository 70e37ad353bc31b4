//! HTTP/2 with bodies that are streamed or large, and the windows for them.

use http_body_util::StreamBody;
use hyper::body::{Bytes, Frame};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::convert::Infallible;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::StreamExt;
use tonic::transport::{Channel, Endpoint};

type Frames = std::pin::Pin<Box<dyn futures::Stream<Item = Result<Frame<Bytes>, Infallible>> + Send>>;
type Body = StreamBody<Frames>;

fn body(chunks: mpsc::Receiver<Bytes>) -> Body {
    StreamBody::new(Box::pin(ReceiverStream::new(chunks).map(|chunk| Ok(Frame::data(chunk)))))
}

pub async fn tunnel(stream: TcpStream, chunks: mpsc::Receiver<Bytes>) -> hyper::Result<()> {
    let (mut sender, connection) = hyper::client::conn::http2::Builder::new(TokioExecutor::new()) //~ http2-window-unconfigured
        .keep_alive_while_idle(false)
        .handshake(TokioIo::new(stream))
        .await?;
    tokio::spawn(connection);
    sender.send_request(hyper::Request::new(body(chunks))).await?;
    Ok(())
}

pub async fn tunnel_by_name(stream: TcpStream, chunks: mpsc::Receiver<Bytes>) -> hyper::Result<()> {
    let mut builder = hyper::client::conn::http2::Builder::new(TokioExecutor::new()); //~ http2-window-unconfigured
    builder.keep_alive_while_idle(false);
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    sender.send_request(hyper::Request::new(body(chunks))).await?;
    Ok(())
}

pub struct Uploads {
    client: Client<HttpConnector, Body>,
}

impl Uploads {
    pub fn over(connector: HttpConnector) -> Self {
        let client = Client::builder(TokioExecutor::new()).http2_only(true).build(connector); //~ http2-window-unconfigured
        Self { client }
    }
}

pub fn channel(address: String) -> Result<Channel, tonic::transport::Error> {
    Ok(Endpoint::from_shared(address)?.connect_lazy()) //~ http2-window-unconfigured
}

pub fn fixed_channel() -> Channel {
    let endpoint = Channel::from_static("http://store.example:50051"); //~ http2-window-unconfigured
    endpoint.connect_lazy()
}

pub async fn tuned_tunnel(stream: TcpStream, chunks: mpsc::Receiver<Bytes>) -> hyper::Result<()> {
    let (mut sender, connection) = hyper::client::conn::http2::Builder::new(TokioExecutor::new())
        .adaptive_window(true)
        .handshake(TokioIo::new(stream))
        .await?;
    tokio::spawn(connection);
    sender.send_request(hyper::Request::new(body(chunks))).await?;
    Ok(())
}

pub fn sized_channel(address: String) -> Result<Channel, tonic::transport::Error> {
    let endpoint = Endpoint::from_shared(address)?;
    let endpoint = endpoint.initial_stream_window_size(8 * 1024 * 1024);
    Ok(endpoint.initial_connection_window_size(16 * 1024 * 1024).connect_lazy())
}

pub fn sized_if_wanted(address: &'static str, window: Option<u32>) -> Channel {
    let mut endpoint = Endpoint::from_static(address);
    if let Some(window) = window {
        endpoint = endpoint.initial_stream_window_size(window);
    }
    endpoint.connect_lazy()
}

// A socket of the same machine: a round trip costs next to nothing.
pub fn local_channel() -> Channel {
    Endpoint::from_static("http://localhost:50051").connect_lazy()
}

// HTTP/1 has no windows.
pub async fn over_http1(stream: TcpStream, chunks: mpsc::Receiver<Bytes>) -> hyper::Result<()> {
    let (mut sender, connection) = hyper::client::conn::http1::Builder::new().handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    sender.send_request(hyper::Request::new(body(chunks))).await?;
    Ok(())
}
