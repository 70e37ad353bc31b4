use std::process::Command;

#[derive(Default)]
pub struct Keys {
    words: Vec<String>,
}

impl Keys {
    pub fn holds(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }
}

pub fn compare(name: &str, word: &str) -> bool {
    std::fs::read_to_string(name).is_ok_and(|text| text == word)
}

pub fn rotate() {
    let mut child = Command::new("rotate-keys").spawn().expect("the program is installed");
    let _ = child.wait();
}

pub async fn offloaded() {
    let _ = tokio::task::spawn_blocking(rotate).await;
}

pub async fn reload() {
    tokio::task::yield_now().await;
}
