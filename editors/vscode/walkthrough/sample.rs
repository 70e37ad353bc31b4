// Three patterns that compile, pass the tests and make a service slow. Hover over what is underlined.
use std::time::Duration;
use tokio::sync::mpsc;

struct Job {
    name: String,
}

async fn serve() {
    let (sender, mut receiver) = mpsc::unbounded_channel::<Job>();
    tokio::spawn(async move {
        while let Some(job) = receiver.recv().await {
            std::thread::sleep(Duration::from_millis(10));
            println!("{} is done", job.name);
        }
    });
    let rules = std::fs::read_to_string("rules.txt").unwrap_or_default();
    for name in rules.lines() {
        let _ = sender.send(Job { name: name.to_owned() });
    }
}
