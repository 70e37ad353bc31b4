//! Texts of one character that a text is searched for.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

pub fn fields(line: &str) -> Vec<&str> {
    line.split(",").collect() //~ single-char-pattern
}

pub fn rows(text: String) -> usize {
    text.matches("\n").count() + text.trim().rsplit("\t").count() //~ single-char-pattern
    //~^ single-char-pattern
}

pub fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once("=")?; //~ single-char-pattern
    Some((key.trim_end_matches(" "), value.strip_prefix("'").unwrap_or(value))) //~ single-char-pattern
}

pub fn quoted(text: &str) -> String {
    text.replace("\"", "\\\"").replacen(r"\", "/", 1) //~ single-char-pattern
    //~^ single-char-pattern
}

pub fn parts(text: Cow<'_, str>) -> usize {
    text.splitn(2, ":").count() + text.rsplitn(2, r#"""#).count() //~ single-char-pattern
    //~^ single-char-pattern
}

pub fn each(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.contains("#") && !line.starts_with("!")).count() //~ single-char-pattern
    //~^ single-char-pattern
}

pub fn last(text: &str) -> Option<&str> {
    text.lines().map(|line| line.split("|").last().unwrap_or("")).last() //~ single-char-pattern
}

pub fn shown(text: &str) -> String {
    format!("{}", text.replace("x", "")) //~ single-char-pattern
}

pub struct Name {
    text: Box<str>,
}

impl Name {
    pub fn is_hidden(&self) -> bool {
        self.text.starts_with(".") || self.text.ends_with("\x7e") //~ single-char-pattern
        //~^ single-char-pattern
    }
}

// More than one character, or none.
pub fn words(text: &str) -> usize {
    text.split(", ").count() + text.split("").count() + text.matches("\r\n").count()
}

pub fn of_listed_texts(shared: Cow<'_, str>) -> bool {
    let mut names = vec!["a", "b"];
    names.push("c");
    names[0].contains("a") //~ single-char-pattern
        || names.iter().any(|name| name.starts_with("b")) //~ single-char-pattern
        || shared.contains(("c")) //~ single-char-pattern
}

// Clippy leaves these alone as well.
pub fn cut(text: &str) -> Option<&str> {
    text.strip_prefix("(")?.strip_suffix(")")
}

// A `char` of several bytes is no faster.
pub fn cities(text: &str) -> usize {
    text.split("ß").count() + text.split("\u{1F600}").count()
}

pub fn characters(text: &str) -> usize {
    text.split(',').count() + text.split(&[',', ';'][..]).count() + text.split(char::is_whitespace).count()
}

// Methods of those names on other types.
pub fn others(names: &HashSet<&str>, path: &Path, texts: &[&str]) -> bool {
    names.contains("a") || path.starts_with("a") || path.ends_with("b") || texts.contains(&"a")
}

pub fn stripped(path: &Path) -> Option<&Path> {
    path.strip_prefix("a").ok()
}

pub fn joined(texts: &[&str]) -> String {
    let mut out = texts.join(",");
    out.push_str("x");
    out.trim_matches('x').to_string()
}

pub fn bytes(data: &[u8]) -> bool {
    data.starts_with(b"a")
}

pub fn searched(document: &Document) -> usize {
    document.find("p").count() + document.split("a")
}

pub struct Document;

impl Document {
    pub fn find(&self, element: &str) -> std::iter::Once<usize> {
        std::iter::once(element.len())
    }

    pub fn split(&self, at: &str) -> usize {
        at.len()
    }
}

#[allow(clippy::pedantic)]
pub fn argued(text: &str) -> usize {
    text.split(",").count()
}
