mod api;
#[cfg(not(unix))]
mod other;
mod prices;
#[cfg(unix)]
mod unix;

use api::orders::list;
use axum::routing::{get, post};
#[cfg(not(unix))]
use other::stopped;
use stock::Stock;
#[cfg(unix)]
use unix::stopped;

#[tokio::main]
async fn main() {
    let stock = Stock::open("shop").await;
    println!("{} {}", stock.amount(1).await, prices::sum(&[1, 2]).await);
    let later = tokio::spawn(stock::audit(3));
    let _router: axum::Router = axum::Router::new().route("/", get(list)).route("/new", post(api::create));
    println!("{:?} {}", later.await, client::Client::new("x").await.ask(2).await);
    stopped().await;
}
