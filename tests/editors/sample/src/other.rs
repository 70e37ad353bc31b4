use std::time::Duration;

pub async fn line() -> String {
    let text = "é😀"; std::thread::sleep(Duration::from_secs(1)); text.to_string()
}
