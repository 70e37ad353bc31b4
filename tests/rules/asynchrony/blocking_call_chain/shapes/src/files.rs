//! Functions that reach the disk or a process by closures, by names and by macros of their own.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

macro_rules! logged {
    ($work:expr) => {
        if let Err(problem) = $work {
            eprintln!("{problem}");
        }
    };
}

pub struct Journal {
    pub name: String,
}

impl Journal {
    pub fn save(&self) -> io::Result<()> {
        fs::write(&self.name, "saved")
    }
}

pub fn save_logged(journal: &Journal) {
    logged!(journal.save());
}

pub fn save_if_any(journal: &Option<Journal>) -> bool {
    if let Some(journal) = journal {
        return journal.save().is_ok();
    }
    false
}

pub fn read_all(names: &[String]) -> Vec<String> {
    names.iter().map(fs::read_to_string).filter_map(Result::ok).collect()
}

fn size_of(name: &String) -> u64 {
    fs::read(name).map_or(0, |bytes| bytes.len() as u64)
}

pub fn sizes(names: &[String]) -> u64 {
    names.iter().map(size_of).sum()
}

pub fn has_link(path: impl AsRef<Path>) -> bool {
    path.as_ref().ancestors().filter(|part| part.exists()).any(|part| part.is_symlink())
}

pub fn runs(program: &str) -> bool {
    Command::new(program).spawn().and_then(|mut child| child.wait()).is_ok_and(|status| status.success())
}

/// The person at the terminal is who waits.
pub fn ask() -> String {
    let mut line = String::new();
    _ = io::stdin().read_line(&mut line);
    line
}

/// What is only named is not run.
pub fn reader() -> fn(&'static str) -> io::Result<String> {
    fs::read_to_string::<&'static str>
}

/// A closure that is kept for later.
pub fn kept(name: String) -> Box<dyn Fn() -> Vec<u8>> {
    Box::new(move || fs::read(&name).unwrap_or_default())
}

/// Only when something went wrong.
pub fn checked(value: Result<u64, String>) -> u64 {
    value.unwrap_or_else(|problem| {
        _ = fs::write("problem", problem);
        0
    })
}

pub fn shutdown(journal: &Journal) {
    _ = journal.save();
}

/// A type of another name with a method of the same.
pub struct Draft;

impl Draft {
    pub fn save(&self) -> io::Result<()> {
        Ok(())
    }
}
