//! Copies of values that nobody uses any more.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Clone)]
pub struct Account {
    pub name: String,
    pub mail: Option<String>,
    pub age: u32,
}

#[derive(Clone)]
pub struct Session {
    token: String,
}

impl Drop for Session {
    fn drop(&mut self) {}
}

pub enum Backend {
    File { path: PathBuf, cache: PathBuf },
    Memory,
}

fn keep(_name: String) {}

fn look(_name: &str) {}

fn register(_name: String, _length: usize) {}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}

pub fn last_use(name: String) {
    look(&name);
    let _ = "é😀"; keep(name.clone()); //~ redundant-clone
}

pub fn handed_on(account: Account) -> Account {
    println!("{}", account.name);
    account.clone() //~ redundant-clone
}

pub fn one_field(account: Account) -> (String, u32) {
    let name = account.name.clone(); //~ redundant-clone
    (name, account.age)
}

pub fn in_a_branch(name: String, twice: bool) {
    if twice {
        keep(name.clone());
        keep(name.clone()); //~ redundant-clone
    } else {
        look(&name);
    }
}

pub fn returned_from_a_loop(names: &[String], wanted: String) -> Option<String> {
    for name in names {
        if *name == wanted {
            return Some(wanted.clone()); //~ redundant-clone
        }
    }
    None
}

pub fn each_round_its_own(names: Vec<String>, sink: &mut Vec<String>) {
    for name in names {
        if !name.is_empty() {
            sink.push(name.to_string()); //~ redundant-clone
        }
    }
}

pub fn of_a_temporary(folder: &Path, names: &HashMap<u32, String>) -> (PathBuf, String) {
    let path = folder.join("index").to_path_buf(); //~ redundant-clone
    let text = format!("{} names", names.len()).to_string(); //~ redundant-clone
    (path, text)
}

fn current() -> Account {
    Account { name: String::new(), mail: None, age: 0 }
}

pub fn field_of_a_temporary() -> String {
    current().name.clone() //~ redundant-clone
}

pub fn by_its_own_name(name: String, path: PathBuf) -> Account {
    let handle = std::thread::spawn({
        let path = path.clone(); //~ redundant-clone
        move || path.exists()
    });
    drop(handle);
    Account { name: name.clone(), mail: None, age: 0 } //~ redundant-clone
}

pub fn read_before(name: String) {
    let length = name.len();
    register(name.clone(), length); //~ redundant-clone
}

pub fn used_later(name: String) {
    keep(name.clone());
    look(&name);
}

pub fn used_in_a_text(name: String) {
    keep(name.clone());
    println!("kept {name}");
}

pub fn used_in_the_same_call(name: String) {
    register(name.clone(), name.len());
}

pub fn used_in_the_next_round(name: String) {
    for _ in 0..3 {
        keep(name.clone());
    }
}

pub fn still_borrowed(text: String) -> usize {
    let word = first_word(&text);
    keep(text.clone());
    word.len()
}

pub fn borrowed_in_a_list(text: String) -> usize {
    let mut words: Vec<&str> = Vec::new();
    words.push(&text);
    keep(text.clone());
    words.len()
}

pub fn borrowed_by_a_closure(name: String) -> usize {
    let length = || name.len();
    keep(name.clone());
    length()
}

pub fn behind_a_reference(account: &Account, names: &[String]) -> Vec<String> {
    let mut found = vec![account.name.clone()];
    for name in names {
        found.push(name.clone());
    }
    if let Some(mail) = &account.mail {
        found.push(mail.clone());
    }
    found
}

pub fn of_two_references(one: &Option<String>, two: &Option<String>) -> Option<String> {
    match (one, two) {
        (Some(name), None) => Some(name.clone()),
        (_, Some(name)) => Some(name.clone()),
        _ => None,
    }
}

pub fn behind_a_nested_reference(account: Option<&Account>) -> Option<String> {
    if let Some(Account { name, .. }) = account {
        return Some(name.clone());
    }
    None
}

pub fn bound_by_reference(backend: &Backend) -> Option<PathBuf> {
    match *backend {
        Backend::File { ref path, ref cache } if cache.exists() => Some(path.clone()),
        Backend::File { ref cache, .. } => Some(cache.clone()),
        Backend::Memory => None,
    }
}

pub fn cannot_be_moved_out(session: Session) -> String {
    session.token.clone()
}

pub fn may_run_again(name: String) -> impl Fn() -> String {
    move || name.clone()
}

pub fn a_count(shared: Arc<Account>) -> std::thread::JoinHandle<u32> {
    let own = shared.clone(); //~ redundant-clone
    std::thread::spawn(move || own.age)
}

pub fn a_count_for_each(shared: Arc<Account>) -> (Arc<Account>, Arc<Account>) {
    let other = shared.clone();
    (shared, other)
}

pub fn an_end_that_is_waited_for(sender: std::sync::mpsc::Sender<u32>) -> std::sync::mpsc::Sender<u32> {
    let own = sender.clone();
    look("the channel stays open until both are gone");
    own
}

pub struct Parts {
    shared: Arc<Account>,
    names: Vec<String>,
}

impl Parts {
    fn first<T: From<String>>(&self) -> Option<T> {
        self.names.first().cloned().map(T::from)
    }
}

pub fn whole_used_by_a_generic_method(parts: Parts) -> (Arc<Account>, Option<String>) {
    let shared = parts.shared.clone();
    (shared, parts.first::<String>())
}

pub fn changed_meanwhile(mut account: Account) -> bool {
    let before = account.clone();
    account.age += 1;
    before.age == account.age
}

impl Account {
    pub fn renamed(&self, name: &str) -> Account {
        let mut account = self.clone();
        account.name = name.to_owned();
        account
    }
}

pub fn either_of_two(given: Option<&String>, own: String) -> String {
    given.unwrap_or(&own).clone()
}

pub struct Borrowed<'a>(pub &'a str);

impl Borrowed<'_> {
    pub fn to_owned(&self) -> Account {
        Account { name: self.0.to_string(), mail: None, age: 0 }
    }
}

pub fn makes_another_type(text: &str) -> Account {
    let borrowed = Borrowed(text);
    borrowed.to_owned()
}

pub fn with_headers(client: &reqwest::Client) -> reqwest::RequestBuilder {
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("digest", reqwest::header::HeaderValue::from_static("none"));
    client.get("http://localhost").headers(headers.clone()) //~ redundant-clone
}

pub fn with_headers_kept(client: &reqwest::Client) -> (reqwest::RequestBuilder, usize) {
    let headers = reqwest::header::HeaderMap::new();
    let request = client.get("http://localhost").headers(headers.clone());
    (request, headers.len())
}

pub fn other_field_in_a_macro(account: Account) -> (String, String) {
    let name = account.name.clone(); //~ redundant-clone
    (name, format!("{} years", account.age))
}

pub fn serve(_shared: Arc<Account>) {}

fn main() {
    let account = Arc::new(Account { name: String::new(), mail: None, age: 0 });
    serve(account.clone());
}
