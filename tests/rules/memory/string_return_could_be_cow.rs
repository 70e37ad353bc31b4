//! Functions that turn a text into a `String`, and give some texts back as they came.

use std::collections::HashMap;
use std::fmt::Write;

pub fn page(titles: &[String], out: &mut String) {
    for title in titles {
        out.push_str(&escaped(title));
        let _ = write!(out, "{}", shortened(title, 80));
        let line = quoted(title);
        out.push_str(&line);
        if with_slash(title) == "/" {
            out.push('/');
        }
    }
}

fn escaped(text: &str) -> String { //~ string-return-could-be-cow
    if !text.contains('&') {
        return text.to_string();
    }
    text.replace('&', "&amp;")
}

fn shortened(text: &str, most: usize) -> String { //~ string-return-could-be-cow
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn quoted(text: &String) -> String { //~ string-return-could-be-cow
    if text.contains('"') { format!("{text:?}") } else { text.clone() }
}

fn with_slash(path: &str) -> String { //~ string-return-could-be-cow
    if path.is_empty() || path.ends_with('/') {
        String::from(path)
    } else {
        format!("{path}/")
    }
}

pub struct Names {
    aliases: HashMap<String, String>,
}

impl Names {
    pub fn print(&self, names: &[String]) {
        for name in names {
            println!("{}", self.full(name));
            println!("{}", self.known(name));
        }
    }

    fn full(&self, name: &str) -> String { //~ string-return-could-be-cow
        match self.aliases.get(name) {
            Some(alias) => format!("{alias} ({name})"),
            None => name.to_string(),
        }
    }

    fn known(&self, name: &str) -> String {
        self.aliases.get(name).cloned().unwrap_or_else(|| name.to_string())
    }
}

trait Renamer {
    fn renamed(&self, name: &str) -> String;
}

impl Renamer for Names {
    fn renamed(&self, name: &str) -> String {
        match self.aliases.get(name) {
            Some(alias) => format!("{alias} ({name})"),
            None => name.to_string(),
        }
    }
}

pub fn print_all(names: &Names, given: &[String]) {
    for name in given {
        println!("{}", names.renamed(name));
        println!("{} {} {}", decorated(name), always_copied(name), kind(name));
        println!("{} {}", trimmed(name), counted(name.clone(), name.len()));
    }
}

fn decorated(text: &str) -> String {
    if text.is_empty() {
        return text.to_string();
    }
    format!("<{text}>")
}

fn always_copied(text: &str) -> String {
    if text.len() > 10 { text.to_string() } else { text.to_owned() }
}

fn kind(text: &str) -> String {
    match text {
        "a" => "first".to_string(),
        "b" => String::from("second"),
        _ => text.to_string(),
    }
}

fn trimmed(text: &str) -> String {
    match text.parse::<u32>() {
        Ok(number) => format!("{number:04}"),
        Err(_) => text.to_string(),
    }
}

fn counted(text: String, count: usize) -> String {
    if count == 0 { text } else { format!("{count} {text}") }
}

pub struct Row {
    pub label: String,
}

pub fn rows(labels: &[String]) -> Vec<Row> {
    labels.iter().map(|label| Row { label: kept(label) }).collect()
}

fn kept(label: &str) -> String {
    if label.starts_with('#') { label.to_string() } else { format!("#{label}") }
}

pub struct Config {
    pub url: String,
}

pub fn load_config(url: &str) -> Config {
    println!("{}", base_of(url));
    Config { url: url.to_string() }
}

fn base_of(url: &str) -> String {
    if url.ends_with('/') { url.to_string() } else { format!("{url}/") }
}
