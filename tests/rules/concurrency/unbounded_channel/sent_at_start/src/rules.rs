use tokio::sync::mpsc::UnboundedSender;

pub fn announce(loaded: &UnboundedSender<&'static str>) {
    let _ = loaded.send("quiet");
    let _ = loaded.send("brief");
}
