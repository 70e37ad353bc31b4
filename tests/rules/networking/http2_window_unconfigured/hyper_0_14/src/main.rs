use hyper::client::HttpConnector;
use hyper::{Body, Client, Request};

fn upload(parts: hyper::body::Sender) -> hyper::body::Sender {
    parts
}

fn client() -> Client<HttpConnector> {
    Client::builder().http2_only(true).build(HttpConnector::new()) //~ http2-window-unconfigured, missing-tcp-nodelay
}

fn tuned_client() -> Client<HttpConnector> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder().http2_adaptive_window(true).build(connector)
}

async fn store(body: Body) -> hyper::Result<()> {
    let body = Body::wrap_stream(body);
    let request = Request::put("http://store.example/all").body(body).unwrap();
    tuned_client().request(request).await?;
    Ok(())
}

fn main() {
    let _ = (upload, client, store);
}
