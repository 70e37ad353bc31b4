//! Parameters that ask for a reference to an owner of memory.

use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::path::{Path, PathBuf};

pub fn length(text: &str) -> usize { //~ ptr-arg
    text.len()
}

pub fn shout(text: &str) -> String { //~ ptr-arg
    text.trim().to_uppercase() + "!"
}

fn copied(text: &str) -> String { //~ ptr-arg
    text.to_owned()
}

fn longest(names: &[String]) -> Option<usize> { //~ ptr-arg
    names.iter().map(|name| name.len()).max()
}

fn all_of(names: &[u8]) -> Vec<u8> { //~ ptr-arg
    let all = names.to_owned();
    all
}

fn is_known(
    names: &[String], //~ ptr-arg
    name: &String,
) -> bool {
    names.contains(name)
}

fn is_there(path: &Path) -> bool { //~ ptr-arg
    path.exists() && path.join("inner").is_file()
}

fn beside(path: &Path) -> PathBuf { //~ ptr-arg
    let mut found = path.to_path_buf();
    found.push("beside");
    found
}

fn width(text: &str) -> usize { //~ ptr-arg
    text.chars().count()
}

fn doubled(numbers: &mut [u64]) { //~ ptr-arg
    for number in numbers.iter_mut() {
        *number *= 2;
    }
    numbers.sort_unstable();
    numbers[0] = 1;
}

async fn sent(bytes: &[u8]) -> usize { //~ ptr-arg
    tokio::task::yield_now().await;
    bytes.len()
}

fn handed_on(text: &str, bytes: &[u8]) -> usize { //~ ptr-arg
    //~^ ptr-arg
    let mut out = String::new();
    out.push_str(text);
    let same = text;
    same.len() + read_slice(bytes)
}

fn first<'a>(bytes: &'a [u8]) -> &'a u8 { //~ ptr-arg
    &bytes[0]
}

fn matched(text: &str) -> u8 { //~ ptr-arg
    match text {
        "one" => 1,
        _ => 0,
    }
}

fn in_closures(bytes: &[u8]) -> usize { //~ ptr-arg
    let count = || bytes.len();
    count() + Some(1).map_or(0, |found| found + bytes[0] as usize)
}

pub trait Codec {
    fn encode(&self, bytes: &Vec<u8>) -> usize; //~ ptr-arg
    fn decode(&self, bytes: &mut Vec<u8>);
    fn size(&self, bytes: &Vec<u8>) -> usize { //~ ptr-arg
        bytes.len()
    }
}

pub struct Plain;

// A trait has said what the methods take.
impl Codec for Plain {
    fn encode(&self, bytes: &Vec<u8>) -> usize {
        bytes.len()
    }

    fn decode(&self, bytes: &mut Vec<u8>) {
        bytes.clear();
    }
}

impl Plain {
    pub fn names(&self, names: &[String]) -> String { //~ ptr-arg
        names.join(", ")
    }
}

#[allow(clippy::ptr_arg)]
fn argued(text: &String) -> usize {
    text.len()
}

// The owner is asked for something that only it knows.
fn room(text: &String) -> usize {
    text.capacity()
}

fn grown(numbers: &mut Vec<u64>) {
    numbers.push(1);
}

fn appended(text: &mut String) {
    text.push_str("more");
}

fn borrowed(text: &String) -> Option<&String> {
    Some(text)
}

fn shown(text: &String) -> String {
    format!("{text}")
}

fn formatted(text: &String, names: &Vec<String>) -> String {
    format!("{} {:?}", text, names)
}

fn compared(text: &String, other: &str) -> bool {
    text == other
}

fn looked_up(names: &HashMap<String, u8>, name: &String) -> Option<u8> {
    names.get(name).copied()
}

fn generic(text: &String) {
    read_any(text);
}

fn owner(text: &String) -> usize {
    room(text)
}

fn looped(numbers: &Vec<u64>) -> u64 {
    let mut sum = 0;
    for number in numbers {
        sum += number;
    }
    sum
}

fn unused(_numbers: &Vec<u64>) {}

fn optional(text: Option<&String>) -> usize {
    text.map_or(0, |text| text.len())
}

fn stored<'a>(numbers: &'a Vec<u64>) -> Held<'a> {
    Held { numbers }
}

struct Held<'a> {
    numbers: &'a Vec<u64>,
}

extern "C" fn foreign(numbers: &Vec<u64>) -> usize {
    numbers.len()
}

fn read_slice(bytes: &[u8]) -> usize {
    bytes.len()
}

fn read_any<T: Display + Debug>(value: T) -> String {
    value.to_string()
}

fn read_path(path: &Path) -> bool {
    path.is_dir()
}

fn read_str(text: &str) -> usize {
    text.len()
}

#[cfg(test)]
mod tests {
    fn helper(text: &String) -> usize {
        text.len()
    }
}
