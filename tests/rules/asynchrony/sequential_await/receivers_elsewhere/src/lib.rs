//! Whether a method shares its receiver is said where it is declared.

mod api;

pub use api::{Api, Cursor};

pub async fn overview(api: &Api, id: u32) -> (String, String) {
    let user = api.fetch_user(id).await; //~ sequential-await
    let orders = api.fetch_orders(id).await;
    (user, orders)
}

pub async fn pages(mut cursor: Cursor) -> (String, String) {
    let first = cursor.fetch_page().await;
    let second = cursor.fetch_page().await;
    (first, second)
}

pub async fn cheap(api: &Api) -> (u32, u32) {
    let hits = api.get_hits().await;
    let misses = api.get_misses().await;
    (hits, misses)
}
