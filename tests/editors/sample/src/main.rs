mod other;

use std::time::Duration;
use tokio::sync::mpsc;

async fn rest() {
    let name = "é😀"; std::thread::sleep(Duration::from_millis(5)); drop(name);
}

#[tokio::main]
async fn main() {
    let who = "é😀"; let (sender, mut receiver) = mpsc::unbounded_channel::<String>();
    tokio::spawn(async move {
        loop {
            rest().await;
            if sender.send(other::line().await).is_err() {
                break;
            }
        }
    });
    while let Some(text) = receiver.recv().await {
        println!("{who}: {text}");
    }
}
