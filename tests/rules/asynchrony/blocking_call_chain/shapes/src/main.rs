//! Handlers that call plain functions of all shapes.

mod commands;
mod files;

use axum::routing::get;
use axum::Router;
use clap::Parser;
use files::{Draft, Journal};

#[tokio::main]
async fn main() {
    commands::Import::parse().run().await;
    let app = Router::new().route("/flagged", get(flagged)).route("/silent", get(silent));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    axum::serve(axum::serve::ListenerExt::tap_io(listener, |io| _ = io.set_nodelay(true)), app).await.unwrap();
}

async fn flagged() -> String {
    let names = vec!["one".to_owned(), "two".to_owned()];
    let journal = Journal { name: "journal".to_owned() };
    files::save_logged(&journal); //~ blocking-call-chain
    let texts = files::read_all(&names); //~ blocking-call-chain
    let size = files::sizes(&names); //~ blocking-call-chain
    let linked = files::has_link("journal"); //~ blocking-call-chain
    let ran = files::runs("true"); //~ blocking-call-chain
    let saved = files::save_if_any(&Some(journal)); //~ blocking-call-chain
    let each = names.first().map(|_| files::sizes(&names)); //~ blocking-call-chain
    format!("{texts:?} {size} {linked} {ran} {saved} {each:?}")
}

async fn silent() -> String {
    let journal = Journal { name: "journal".to_owned() };
    let answer = files::ask();
    let read = files::reader();
    let later = files::kept(answer.clone());
    let checked = files::checked(answer.parse().map_err(|_| answer.clone()));
    let draft = Draft.save();
    files::shutdown(&journal);
    let moved = tokio::task::spawn_blocking({
        let names = vec![answer];
        move || files::sizes(&names)
    });
    drop((read, later));
    format!("{checked} {draft:?} {:?}", moved.await)
}
