//! Options of texts that are only looked at.

use std::path::{Path, PathBuf};

pub struct Entry {
    pub title: Option<String>,
    pub path: Option<PathBuf>,
    pub tags: Option<Vec<String>>,
    pub level: Option<Level>,
    pub count: Option<u64>,
}

pub struct Level(&'static str);

impl Level {
    pub fn as_str(&self) -> &'static str {
        self.0
    }
}

fn look(_text: &str) {}

fn open(_path: Option<&Path>) {}

fn keep(_text: String) {}

pub fn by_hand(entry: &Entry) -> Option<&str> {
    let _ = "é😀"; entry.title.as_deref() //~ clone-option-string
}

pub fn by_path(entry: &Entry) -> usize {
    open(entry.path.as_deref()); //~ clone-option-string
    open(entry.path.as_deref()); //~ clone-option-string
    entry.tags.as_deref().unwrap_or(&[]).len() //~ clone-option-string
}

pub fn twice(text: &Option<Box<str>>) -> Option<&str> {
    text.as_deref() //~ clone-option-string
}

pub fn of_a_result() -> bool {
    std::env::var("COLOR").as_deref() == Ok("always") //~ clone-option-string
}

pub fn copied_first(entry: &Entry) {
    if let Some(title) = entry.title.as_deref() { //~ clone-option-string
        look(title);
    }
}

pub fn with_a_default(entry: &Entry) -> bool {
    look(entry.title.as_deref().unwrap_or_default()); //~ clone-option-string
    println!("{}", entry.title.as_deref().unwrap_or("none")); //~ clone-option-string
    let title = entry.title.as_deref().unwrap_or_default(); //~ clone-option-string
    title.starts_with("the ") || title.is_empty()
}

pub fn is_kept(entry: &Entry) -> String {
    keep(entry.title.clone().unwrap_or_default());
    let title = entry.title.clone().unwrap_or_default();
    look(&title);
    title
}

pub fn is_changed(entry: &Entry) -> usize {
    let mut title = entry.title.clone().unwrap_or_default();
    title.push('!');
    title.len()
}

pub fn has_no_target(entry: &Entry) -> Option<&str> {
    entry.level.as_ref().map(|level| level.as_str())
}

pub fn is_more_than_a_view(entry: &Entry) -> Option<&str> {
    entry.title.as_ref().map(|title| title.trim())
}

pub fn is_a_number(entry: &Entry) -> u64 {
    entry.count.clone().unwrap_or_default()
}

pub fn made_of_something_else(entry: &Entry, other: &Entry) -> usize {
    let title = entry.title.clone().unwrap_or_else(|| format!("{:?}", other.count));
    title.len()
}

pub fn changes_meanwhile(entry: &mut Entry) -> bool {
    let before = entry.title.clone().unwrap_or_default();
    entry.title = None;
    before.is_empty()
}

pub fn frees_the_lock(entry: &std::sync::Mutex<Entry>) -> usize {
    let title = entry.lock().unwrap().title.clone().unwrap_or_default();
    title.len()
}

pub fn sees_it_by_as_deref(entry: &Entry) -> &str {
    entry.title.as_deref().unwrap_or_default()
}

pub fn bounds(from: &std::ops::Bound<String>) -> std::ops::Bound<&str> {
    from.as_ref().map(|text| text.as_str())
}

pub fn iterates(titles: &[Option<String>]) -> Vec<&str> {
    titles.iter().filter_map(|title| title.as_deref()).collect()
}
