mod jobs;
mod metered;

pub use jobs::{progress, Progress};

pub fn spawn_printer() -> tokio::sync::mpsc::UnboundedSender<String> {
    let (lines, mut printed) = metered::unbounded_channel("lines"); //~ unbounded-channel
    tokio::spawn(async move {
        while let Some(line) = printed.recv().await {
            println!("{line}");
        }
    });
    lines
}

pub fn spawn_small_printer() -> tokio::sync::mpsc::Sender<String> {
    let (lines, mut printed) = metered::channel("lines", 8);
    tokio::spawn(async move {
        while let Some(line) = printed.recv().await {
            println!("{line}");
        }
    });
    lines
}

pub fn stop_signal() -> tokio::sync::mpsc::UnboundedReceiver<()> {
    let (stop, stopped) = metered::unbounded_channel("stop");
    tokio::spawn(async move {
        let _ = tokio::signal::ctrl_c().await;
        let _ = stop.send(());
    });
    stopped
}

pub fn many() -> tokio::sync::mpsc::UnboundedReceiver<String> {
    metered::named_unbounded("many").1
}

// Only the end is told here, but others report their progress through the clone.
pub fn reports(work: impl FnOnce(Option<std::sync::mpsc::Sender<Progress>>)) -> std::sync::mpsc::Receiver<Progress> {
    let (reported, reports) = std::sync::mpsc::channel(); //~ unbounded-channel
    work(Some(reported.clone()));
    let _ = reported.send(Progress::Done);
    reports
}
