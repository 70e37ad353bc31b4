use tokio::sync::mpsc;
use tokio::sync::oneshot;

use crate::handle::{Counter, Writer};

pub enum Line {
    Note(String),
    Last(oneshot::Sender<String>),
}

pub fn start() -> (Counter, Writer) {
    let (asks, mut asked) = mpsc::unbounded_channel::<oneshot::Sender<u64>>();
    let (lines, mut written) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move {
        let mut count = 0;
        while let Some(reply) = asked.recv().await {
            count += 1;
            let _ = reply.send(count);
        }
    });
    tokio::spawn(async move {
        let mut last = String::new();
        while let Some(line) = written.recv().await {
            match line {
                Line::Note(text) => last = text,
                Line::Last(reply) => drop(reply.send(last.clone())),
            }
        }
    });
    (Counter::new(asks), Writer::new(lines))
}
