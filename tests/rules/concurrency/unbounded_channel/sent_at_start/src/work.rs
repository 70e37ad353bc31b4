use tokio::sync::mpsc::UnboundedSender;

pub async fn serve(peer: String, served: UnboundedSender<String>) {
    let _ = served.send(peer);
}
