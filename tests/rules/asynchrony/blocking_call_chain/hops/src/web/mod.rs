use std::path::PathBuf;

use crate::offload::on_pool;
use crate::store::journal::{self, even, last_line as latest};
use crate::store::twins::{last_line, Store, Twin};
use crate::store::Book;

pub async fn last() -> String {
    let line = latest(); //~ blocking-call-chain
    format!("{line}{}", last_line())
}

pub async fn note(line: String) -> &'static str {
    let book = Book::new(PathBuf::from("journal.txt"));
    if book.append(&line).is_err() { //~ blocking-call-chain
        return "no";
    }
    "yes"
}

pub async fn slow() -> String {
    let book = Book::new(PathBuf::from("journal.txt"));
    book.settle(); //~ blocking-call-chain
    let all: Vec<String> = (0..3).map(|_| journal::last_line()).collect(); //~ blocking-call-chain
    all.join("\n")
}

pub async fn sizes() -> String {
    let book = Book::new(PathBuf::from("journal.txt"));
    format!("{} of {}", own_helper(), book.limit()) //~ blocking-call-chain
}

fn own_helper() -> usize {
    journal::last_line().len()
}

pub async fn kept() -> &'static str {
    journal::warm_up();
    journal::motto()
}

pub async fn moved() -> String {
    let pooled = on_pool(journal::last_line).await;
    let closed = on_pool(|| journal::last_line()).await;
    let spawned = tokio::task::spawn_blocking(|| journal::last_line()).await.unwrap_or_default();
    let here = tokio::task::block_in_place(journal::last_line);
    format!("{pooled}{closed}{spawned}{here}")
}

pub async fn twins() -> String {
    Twin.settle();
    let size = Twin.append("a line");
    let boxed: Box<dyn Store + Send> = Box::new(Nothing);
    boxed.append("a line");
    format!("{size}{}", even(7))
}

struct Nothing;

impl Store for Nothing {
    fn append(&self, _line: &str) {}
}

pub async fn names() -> String {
    let last_line = |text: &str| text.len();
    last_line("a local closure of that name").to_string()
}

pub async fn broken() -> String {
    journal::checked("12").map(|size| size.to_string()).unwrap_or_default()
}
