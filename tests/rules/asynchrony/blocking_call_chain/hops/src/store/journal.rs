use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

pub struct Journal {
    path: PathBuf,
    limit: usize,
}

impl Journal {
    pub fn new(path: PathBuf) -> Self {
        Self { path, limit: 1024 }
    }

    pub fn append(&self, line: &str) -> std::io::Result<()> {
        let mut text = self.text()?;
        text.push_str(line);
        std::fs::write(&self.path, text)
    }

    fn text(&self) -> std::io::Result<String> {
        std::fs::read_to_string(&self.path)
    }

    /// Waits for nobody: a number is read.
    pub fn limit(&self) -> usize {
        self.limit
    }

    pub fn settle(&self) {
        pause(Duration::from_millis(self.limit as u64));
    }
}

fn pause(time: Duration) {
    std::thread::sleep(time);
}

pub fn last_line() -> String {
    read_all(Path::new("journal.txt")).lines().last().unwrap_or_default().to_owned()
}

fn read_all(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The file is read once, by whoever comes first.
pub fn motto() -> &'static str {
    static MOTTO: OnceLock<String> = OnceLock::new();
    MOTTO.get_or_init(|| read_all(Path::new("motto.txt")))
}

/// The thread reads; who calls this goes on.
pub fn warm_up() {
    std::thread::spawn(|| read_all(Path::new("journal.txt")));
}

/// Only an error touches the disk.
pub fn checked(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| read_all(Path::new("message.txt")))
}

pub fn even(depth: u32) -> bool {
    depth == 0 || odd(depth - 1)
}

fn odd(depth: u32) -> bool {
    depth != 0 && even(depth - 1)
}
