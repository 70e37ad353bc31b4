//! Texts of errors that are made before anybody knows whether there is one.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, anyhow};

#[derive(Debug, thiserror::Error)]
pub enum Missing {
    #[error("no account {0}")]
    Account(String),
    #[error("no session")]
    Session,
}

pub fn formatted(rows: &HashMap<u64, u64>, id: u64) -> Result<u64, String> {
    let _ = "é😀"; rows.get(&id).copied().ok_or(format!("no row {id}")) //~ format-in-err
}

pub fn copied(rows: &HashMap<u64, u64>, id: u64) -> Result<u64, String> {
    rows.get(&id).copied().ok_or("no such row".to_string()) //~ format-in-err
}

pub fn in_a_variant(accounts: &HashMap<String, u64>, name: &str) -> Result<u64, Missing> {
    accounts
        .get(name)
        .copied()
        .ok_or(Missing::Account(name.to_owned())) //~ format-in-err
}

pub fn in_a_boxed_error(rows: &HashMap<u64, u64>, id: u64) -> anyhow::Result<u64> {
    rows.get(&id).copied().ok_or(anyhow!("no row {id}")) //~ format-in-err
}

pub fn for_a_caller(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).context(format!("cannot read {}", path.display())) //~ format-in-err
}

pub fn for_a_caller_of_an_option(rows: &[u64], at: usize) -> anyhow::Result<u64> {
    let row = rows.get(at).context(format!("row {at} of {}", rows.len()))?; //~ format-in-err
    Ok(*row)
}

pub async fn after_a_wait(path: &Path) -> anyhow::Result<Vec<u8>> {
    tokio::fs::read(path)
        .await
        .context(format!("cannot read {}", path.display())) //~ format-in-err
}

pub fn lazily(rows: &HashMap<u64, u64>, id: u64) -> Result<u64, String> {
    rows.get(&id).copied().ok_or_else(|| format!("no row {id}"))
}

pub fn lazily_for_a_caller(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

pub fn a_literal(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).context("cannot read the settings")
}

pub fn without_text(rows: &HashMap<u64, u64>, id: u64) -> Result<u64, Missing> {
    rows.get(&id).copied().ok_or(Missing::Session)
}

pub fn a_text_that_is_there(rows: &HashMap<u64, u64>, id: u64, name: String) -> Result<u64, Missing> {
    rows.get(&id).copied().ok_or(Missing::Account(name))
}

pub fn mapped(text: &str) -> Result<u64, String> {
    text.parse().map_err(|error| format!("{text} is no number: {error}"))
}

pub fn returned(limit: u64, used: u64) -> Result<u64, String> {
    if used > limit {
        return Err(format!("{used} of {limit} are used"));
    }
    Ok(limit - used)
}

pub fn of_an_error(path: &Path) -> anyhow::Result<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) => Err(anyhow::Error::from(error).context(format!("cannot read {}", path.display()))),
    }
}

pub fn of_an_error_in_a_closure(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).map_err(|error| anyhow!(error).context(format!("cannot read {}", path.display())))
}

pub fn checked(used: u64, limit: u64) -> anyhow::Result<()> {
    anyhow::ensure!(used <= limit, "{used} of {limit} are used");
    Ok(())
}

pub fn with_an_early_return(rows: &[u64], name: Option<&str>) -> Result<u64, String> {
    rows.first().copied().ok_or(name.ok_or("no name")?.to_owned())
}

pub struct Report {
    pub lines: Vec<String>,
}

impl Report {
    pub fn context(mut self, line: String) -> Self {
        self.lines.push(line);
        self
    }
}

pub fn another_context(report: Report, id: u64) -> Report {
    report.context(format!("row {id}"))
}

fn level_of(word: &str) -> Result<u8, String> { //~ format-in-err
    match word {
        "low" => Ok(1),
        "high" => Ok(2),
        _ => Err(format!("no level: {word}")),
    }
}

pub fn levels(words: &[String]) -> usize {
    words.iter().filter(|word| level_of(word).is_ok()).count()
}

fn weight_of(word: &str) -> Result<u8, String> {
    word.parse().map_err(|error| format!("no weight: {error}"))
}

pub fn weights(words: &[String]) -> Result<u64, String> {
    let mut sum = 0;
    for word in words {
        sum += u64::from(weight_of(word)?);
    }
    Ok(sum)
}

fn told(word: &str) -> Result<u8, String> {
    word.parse().map_err(|error| format!("no number: {error}"))
}

pub fn logged(words: &[String]) {
    for word in words {
        if let Err(text) = told(word) {
            eprintln!("{text}");
        }
    }
}

fn main() {
    let name = std::env::args().nth(1);
    let path = name.clone().ok_or(format!("usage: {} FILE", env!("CARGO_PKG_NAME"))).unwrap();
    println!("{path}");
}
