use axum::extract::{Path, State};
use axum::routing::post;
use axum::Router;

use crate::bus::{Bus, Order};

pub fn router(bus: Bus) -> Router {
    Router::new()
        .route("/{event}", post(publish))
        .route("/wake", post(wake))
        .route("/stop", post(stop))
        .with_state(bus)
}

async fn publish(State(bus): State<Bus>, Path(event): Path<String>) {
    let _ = bus.mixed.send(Some(event.clone()));
    let _ = bus.events.send(event);
}

async fn wake(State(bus): State<Bus>) {
    let _ = bus.mixed.send(None);
    let _ = bus.wakes.send(());
}

async fn stop(State(bus): State<Bus>) {
    let _ = bus.orders.send(Order::Stop);
    quit(&bus);
}

fn quit(bus: &Bus) {
    let orders = bus.orders.clone();
    let _ = orders.send(Order::Quit);
}
