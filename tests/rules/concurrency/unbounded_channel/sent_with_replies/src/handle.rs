use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use crate::counter::Line;

#[derive(Clone)]
pub struct Counter {
    asks: UnboundedSender<oneshot::Sender<u64>>,
}

impl Counter {
    pub fn new(asks: UnboundedSender<oneshot::Sender<u64>>) -> Self {
        Self { asks }
    }

    pub async fn next(&self) -> Option<u64> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(reply).ok()?;
        answer.await.ok()
    }
}

#[derive(Clone)]
pub struct Writer {
    lines: UnboundedSender<Line>,
}

impl Writer {
    pub fn new(lines: UnboundedSender<Line>) -> Self {
        Self { lines }
    }

    /// Nobody waits until this is written.
    pub fn note(&self, text: &str) {
        let _ = self.lines.send(Line::Note(text.to_owned()));
    }

    pub async fn last(&self) -> Option<String> {
        let (reply, answer) = oneshot::channel();
        self.lines.send(Line::Last(reply)).ok()?;
        answer.await.ok()
    }
}
