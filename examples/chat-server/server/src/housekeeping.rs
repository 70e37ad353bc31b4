use std::convert::Infallible;
use std::time::Duration;

use crate::archive;
use crate::state::AppState;

const PERIOD: Duration = Duration::from_secs(60);
const ARCHIVED: usize = 200;

/// Writes the rooms to the archive once a minute.
pub async fn run(state: &AppState) -> Infallible {
    let mut ticks = tokio::time::interval(PERIOD);
    loop {
        ticks.tick().await;
        let rooms = state.rooms.lock().unwrap();
        for (name, room) in rooms.iter() {
            if let Err(error) = archive::store(name, &room.recent(ARCHIVED)).await {
                eprintln!("{name} was not archived: {error}");
            }
        }
    }
}
