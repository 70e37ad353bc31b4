use tokio::sync::mpsc::{self, Receiver, Sender, UnboundedReceiver, UnboundedSender};

pub fn channel<T>(name: &str, size: usize) -> (Sender<T>, Receiver<T>) {
    println!("{name} holds {size}");
    mpsc::channel(size)
}

// Who calls it chose it.
pub fn unbounded_channel<T>(name: &str) -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    println!("{name} holds all");
    mpsc::unbounded_channel()
}

pub fn named_unbounded<T>(name: &str) -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    println!("{name} holds all");
    mpsc::unbounded_channel() //~ unbounded-channel
}
