//! Owned copies of what is borrowed, where a reference is asked for.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{CStr, OsStr};
use std::path::{Path, PathBuf};

fn look(_text: &str) {}

fn sum(_numbers: &[u64]) {}

fn open(_path: &Path) {}

fn run(_program: &OsStr) {}

fn show(_text: impl AsRef<str>) {}

fn print<T: AsRef<str> + std::fmt::Debug>(_text: T) {}

fn keep(_text: impl Into<String>) {}

fn fill(_text: &String) {}

fn all(_numbers: impl IntoIterator<Item = u64>) {}

fn join<P: AsRef<Path>>(_folder: P, _name: P) {}

pub struct Index;

impl Index {
    pub fn find(&self, _name: &str) -> Option<u64> {
        None
    }

    pub fn insert(&mut self, _name: &str) {}
}

pub fn behind_a_reference(text: &str, numbers: &[u64], path: &Path, program: &OsStr) {
    let _ = "é😀"; look(text); //~ unnecessary-to-owned
    look("fixed"); //~ unnecessary-to-owned
    sum(numbers); //~ unnecessary-to-owned
    open(path); //~ unnecessary-to-owned
    run(program); //~ unnecessary-to-owned
    let view: &str = text; //~ unnecessary-to-owned
    look(view);
}

pub fn of_a_method(index: &Index, name: &str) -> Option<u64> {
    let mut key = String::new();
    key.push_str(name); //~ unnecessary-to-owned
    let found = Index::find(index, name)?; //~ unnecessary-to-owned
    index.find(name).map(|other| other + found) //~ unnecessary-to-owned
}

pub fn for_as_ref(text: &str, folder: &Path) -> std::io::Result<Vec<u8>> {
    show(text); //~ unnecessary-to-owned
    print(text); //~ unnecessary-to-owned
    std::fs::read(folder.join(text)) //~ unnecessary-to-owned
}

pub fn of_an_owned_one(text: String) -> usize {
    show(&text); //~ unnecessary-to-owned
    text.len()
}

pub fn of_a_cow(text: Cow<'_, str>) {
    look(&text); //~ unnecessary-to-owned
}

pub fn gone_through(numbers: &[u64], names: &[String]) -> Vec<String> {
    for number in numbers.iter().copied() { //~ unnecessary-to-owned
        println!("{number}");
    }
    all(numbers.iter().copied()); //~ unnecessary-to-owned
    let mut found = Vec::new();
    for name in names.iter().cloned() { //~ unnecessary-to-owned
        found.push(name);
    }
    found
}

pub fn first_part(text: &str) -> Option<usize> {
    text.split('/').next().map(str::len) //~ unnecessary-to-owned
}

pub fn of_a_shown_cow(text: Cow<'_, str>) {
    look(&text); //~ unnecessary-to-owned
}

fn call(_name: &CStr) {}

pub fn of_a_c_text(name: &CStr) {
    call(name); //~ unnecessary-to-owned
}

pub fn as_a_key(ages: &HashMap<String, u64>, seen: &HashSet<String>, name: &str) -> Option<u64> {
    if seen.contains("root") { //~ unnecessary-to-owned
        return None;
    }
    ages.get(name).copied() //~ unnecessary-to-owned
}

pub fn as_the_path_of_a_map(sizes: &BTreeMap<PathBuf, u64>, path: &Path) -> bool {
    sizes.contains_key(path) //~ unnecessary-to-owned
}

pub fn appended(mut text: String, more: &str) -> String {
    text += more; //~ unnecessary-to-owned
    text + more //~ unnecessary-to-owned
}

pub fn summed(numbers: &[u64]) -> u64 {
    numbers.iter().copied().map(|number| number + 1).sum() //~ unnecessary-to-owned
}

pub fn keys_of_other_types(ages: &HashMap<Cow<'static, str>, u64>, name: &str, texts: &HashSet<u64>) -> bool {
    ages.contains_key(&Cow::from(name.to_string())) || texts.contains(&name.to_string().parse().unwrap())
}

pub fn as_a_key_behind_two_references(ages: &HashMap<String, u64>, names: &[&str]) -> u64 {
    let known = names.iter().filter(|name| ages.contains_key(&name.to_string())); //~ unnecessary-to-owned
    known.count() as u64
}

pub fn added(count: u64, more: &u64) -> u64 {
    count + &more.to_owned()
}

pub fn lent_from_the_copy(numbers: &mut Vec<u64>) -> impl Iterator<Item = u64> + use<> {
    numbers.push(1);
    numbers.to_vec().into_iter().map(|number| number + 1)
}

pub fn asks_for_the_owner(text: &str, names: &[String], map: &HashMap<String, u64>) -> bool {
    fill(&text.to_string());
    keep(text.to_string());
    map.contains_key(text) || names.contains(&text.to_string())
}

pub fn text_of_a_number(count: u64, index: &Index) -> Option<u64> {
    show(count.to_string());
    index.find(&count.to_string())
}

pub fn is_changed_meanwhile(index: &mut Index, names: &mut Vec<String>) {
    for name in names.to_vec() {
        names.push(name);
    }
    index.insert("x");
}

pub fn is_needed_for_the_change(text: &mut String) {
    let copy = text.to_string();
    text.push_str(&copy);
}

pub fn is_kept(text: &str, path: &Path) -> (String, PathBuf) {
    (text.to_string(), path.to_path_buf())
}

pub fn goes_to_a_thread(numbers: &[u64]) -> std::thread::JoinHandle<u64> {
    let numbers = numbers.to_vec();
    std::thread::spawn(move || numbers.iter().sum())
}

pub fn two_of_one_type(folder: PathBuf, name: &Path) {
    join(folder, name.to_path_buf());
}

pub fn of_a_generic<T: ToString>(value: T) {
    look(&value.to_string());
}

pub fn lossy(path: &Path) {
    look(&path.to_string_lossy());
}

pub fn looks_up_a_key(names: &std::collections::HashSet<String>, text: &str, value: &serde_json::Value) -> bool {
    let told = value["name"].as_str().unwrap_or_default();
    names.contains(text) //~ unnecessary-to-owned
        || names.contains(told) //~ unnecessary-to-owned
        || names.contains(&value["id"].to_string())
}

pub fn enters_a_key(ages: &mut HashMap<String, u64>, name: &str) {
    *ages.entry(name.to_string()).or_default() += 1;
}

pub fn shown_numbers_as_keys(ages: &HashMap<String, u64>, id: u64) -> bool {
    ages.contains_key(&id.to_string())
}

pub fn appended_number(text: String, id: u64) -> String {
    text + &id.to_string()
}

pub fn sorted(numbers: &[u64]) -> Vec<u64> {
    let mut all = numbers.to_vec();
    all.sort_unstable();
    all
}

pub fn in_two_steps(numbers: &mut Vec<u64>) {
    numbers.to_vec().into_iter().for_each(|number| numbers.push(number));
}
