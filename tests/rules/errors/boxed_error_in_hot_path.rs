//! Errors in a box that nobody reads.

use std::error::Error;

use anyhow::{Context, anyhow, bail, ensure};

fn port_of(é: &str) -> anyhow::Result<u16> { //~ boxed-error-in-hot-path
    let port: u16 = é.parse()?;
    ensure!(port > 1024, "a reserved port");
    Ok(port)
}

pub fn ports(lines: &[String]) -> Vec<u16> {
    lines.iter().filter_map(|line| port_of(line).ok()).collect()
}

fn level_of(word: &str) -> Result<u8, Box<dyn Error>> { //~ boxed-error-in-hot-path
    match word {
        "low" => Ok(1),
        "high" => Ok(2),
        _ => Err("no level".into()),
    }
}

pub fn levels(words: &[String]) -> u64 {
    let mut sum = 0;
    for word in words {
        if let Ok(level) = level_of(word) {
            sum += u64::from(level);
        }
    }
    sum
}

fn width_of(word: &str) -> Result<usize, anyhow::Error> { //~ boxed-error-in-hot-path
    if word.is_empty() {
        bail!("no word");
    }
    Ok(word.len())
}

pub async fn width(axum::extract::Path(word): axum::extract::Path<String>) -> String {
    match width_of(&word) {
        Ok(width) => width.to_string(),
        Err(_) => String::new(),
    }
}

pub fn routes() -> axum::Router {
    axum::Router::new().route("/width/{word}", axum::routing::get(width))
}

fn told(word: &str) -> anyhow::Result<usize> {
    word.find(':').context("no colon")
}

pub fn colons(words: &[String]) -> usize {
    let mut sum = 0;
    for word in words {
        match told(word) {
            Ok(at) => sum += at,
            Err(error) => eprintln!("{word}: {error}"),
        }
    }
    sum
}

fn passed_on(word: &str) -> anyhow::Result<usize> {
    word.find(';').ok_or_else(|| anyhow!("no semicolon in {word}"))
}

pub fn semicolons(words: &[String]) -> anyhow::Result<usize> {
    let mut sum = 0;
    for word in words {
        sum += passed_on(word)?;
    }
    Ok(sum)
}

fn once(word: &str) -> anyhow::Result<usize> {
    word.find('#').context("no number sign")
}

fn read(path: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(path).context("cannot read the list")
}

pub fn lists(paths: &[String]) -> Vec<String> {
    paths.iter().filter_map(|path| read(path).ok()).collect()
}

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("no key")]
    Missing,
}

fn key_of(line: &str) -> Result<&str, KeyError> {
    line.split_once('=').map(|(key, _)| key).ok_or(KeyError::Missing)
}

pub fn keys(lines: &[String]) -> usize {
    lines.iter().filter(|line| key_of(line).is_ok()).count()
}

pub struct Panes {
    sizes: Vec<(u32, u64)>,
}

impl Panes {
    fn size(&self, id: u32) -> anyhow::Result<u64> {
        self.sizes.iter().find(|(known, _)| *known == id).map(|(_, size)| *size).context("no such pane")
    }

    pub fn total(&self, ids: &[u32]) -> u64 {
        ids.iter().filter_map(|id| self.size(*id).ok()).sum()
    }
}

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    println!("{}", once(&word).unwrap_or_default());
}
