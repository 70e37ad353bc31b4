use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};

pub enum Order {
    Stop,
    Quit,
}

#[derive(Clone)]
pub struct Bus {
    pub events: UnboundedSender<String>,
    pub wakes: UnboundedSender<()>,
    pub orders: UnboundedSender<Order>,
    pub mixed: UnboundedSender<Option<String>>,
}

pub fn start() -> Bus {
    let (events, incoming) = unbounded_channel(); //~ unbounded-channel
    let (wakes, woken) = unbounded_channel();
    let (orders, given) = unbounded_channel();
    let (mixed, mixture) = unbounded_channel(); //~ unbounded-channel
    tokio::spawn(print(incoming, mixture));
    tokio::spawn(wait(woken, given));
    Bus { events, wakes, orders, mixed }
}

async fn print(mut incoming: UnboundedReceiver<String>, mut mixture: UnboundedReceiver<Option<String>>) {
    while let Some(event) = incoming.recv().await {
        println!("{event} {:?}", mixture.recv().await);
    }
}

async fn wait(mut woken: UnboundedReceiver<()>, mut given: UnboundedReceiver<Order>) {
    while woken.recv().await.is_some() {
        match given.recv().await {
            Some(Order::Stop | Order::Quit) | None => return,
        }
    }
}
