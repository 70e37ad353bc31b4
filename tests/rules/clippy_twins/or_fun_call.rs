//! Values that are made although they may not be needed.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Clone, Debug, Default)]
pub struct Account {
    pub name: String,
    pub quota: u64,
}

impl Account {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), quota: 1 }
    }

    pub const fn with_quota(quota: u64) -> Self {
        Self { name: String::new(), quota }
    }

    pub fn as_quota(&self) -> u64 {
        self.quota
    }
}

pub struct Session {
    pub started: Instant,
}

impl Session {
    pub fn new() -> Self {
        Self { started: Instant::now() }
    }
}

#[derive(Debug)]
pub enum Missing {
    Account(String),
    Session { name: String },
    Nothing,
}

pub struct Refused {
    pub names: Vec<String>,
}

impl Refused {
    pub fn of(names: &[String]) -> Self {
        Self { names: names.to_vec() }
    }
}

fn guest() -> Account {
    Account::named("guest")
}

pub fn by_a_function(account: Option<Account>) -> Account {
    let _ = "é😀"; account.unwrap_or(guest()) //~ or-fun-call
}

pub fn by_a_function_with_arguments(account: Option<Account>, name: &str) -> Account {
    account.unwrap_or(Account::named(name)) //~ or-fun-call
}

pub fn by_a_chain(accounts: &HashMap<String, Account>, name: &str) -> Account {
    accounts
        .get(name)
        .cloned()
        .unwrap_or(Account::named(name)) //~ or-fun-call
}

pub fn of_a_result(account: Result<Account, std::io::Error>) -> Account {
    account.unwrap_or(guest()) //~ or-fun-call
}

pub fn a_text(label: Option<String>) -> String {
    label.unwrap_or("unknown".to_string()) //~ or-fun-call
}

pub fn a_formatted_text(label: Option<String>, id: u64) -> String {
    label.unwrap_or(format!("account {id}")) //~ or-fun-call
}

pub fn within_a_constructor(account: Option<Account>) -> Option<Account> {
    account.or(Some(guest())) //~ or-fun-call
}

pub fn a_copy_of_what_is_there(given: Option<Vec<u8>>, fallback: &(Vec<u8>, u8)) -> Vec<u8> {
    given.unwrap_or(fallback.0.clone()) //~ or-fun-call
}

pub fn an_error(account: Option<Account>, names: &[String]) -> Result<Account, Refused> {
    account.ok_or(Refused::of(names)) //~ or-fun-call
}

pub fn an_error_spelled_out(account: Option<Account>, names: &[String]) -> Result<Account, Refused> {
    account.ok_or::<Refused>(Refused::of(names)) //~ or-fun-call
}

pub fn in_a_map(accounts: &mut HashMap<String, Account>, name: &str) {
    accounts.entry(name.to_owned()).or_insert(Account::named(name)).quota += 1; //~ or-fun-call
}

pub fn in_a_sorted_map(seen: &mut BTreeMap<u64, Instant>, id: u64) {
    seen.entry(id).or_insert(Instant::now()); //~ or-fun-call
}

pub fn in_an_option(cached: &mut Option<Account>) -> &mut Account {
    cached.get_or_insert(guest()) //~ or-fun-call
}

pub fn without_a_default(session: Option<Session>) -> Session {
    session.unwrap_or(Session::new()) //~ or-fun-call
}

pub fn of_two_ways(account: Option<&Account>) -> String {
    account.map_or(String::from("nobody"), |account| account.name.clone()) //~ or-fun-call
}

pub fn both(account: Option<u64>, name: &str) -> Option<Account> {
    account.and(Some(Account::named(name))) //~ or-fun-call
}

pub fn in_a_struct(account: Option<Account>, name: &str) -> Account {
    account.unwrap_or(Account { name: name.to_uppercase(), quota: 3 }) //~ or-fun-call
}

fn joined(names: &[String]) -> String {
    names.concat()
}

pub fn of_one_variant(account: Option<Account>, names: &[String]) -> Result<Account, Missing> {
    account.ok_or(Missing::Session { name: joined(names) }) //~ or-fun-call
}

pub fn an_arc(shared: Option<Arc<Account>>) -> Arc<Account> {
    shared.unwrap_or(Arc::new(guest())) //~ or-fun-call
}

pub fn a_path(path: Option<PathBuf>, home: &Path) -> PathBuf {
    path.unwrap_or(home.join("data")) //~ or-fun-call
}

pub fn lazily(account: Option<Account>, name: &str) -> Account {
    account.unwrap_or_else(|| Account::named(name))
}

pub fn a_constant(timeout: Option<Duration>) -> Duration {
    timeout.unwrap_or(Duration::from_secs(30))
}

pub fn a_constant_of_ours(account: Option<Account>) -> Account {
    account.unwrap_or(Account::with_quota(16))
}

pub fn a_constructor(account: Option<u64>, name: String) -> Result<u64, Missing> {
    account.ok_or(Missing::Account(name))
}

pub fn a_variant(account: Option<u64>) -> Result<u64, Missing> {
    account.ok_or(Missing::Nothing)
}

pub fn a_variant_with_fields(account: Option<u64>, name: String) -> Result<u64, Missing> {
    account.ok_or(Missing::Session { name })
}

pub fn empty(label: Option<String>, rows: Option<Vec<u64>>) -> (String, Vec<u64>) {
    (label.unwrap_or(String::new()), rows.unwrap_or(vec![]))
}

pub fn the_default(account: Option<Account>, other: Option<Account>) -> (Account, Account) {
    (account.unwrap_or(Account::new()), other.unwrap_or(Account::default()))
}

pub fn a_map_of_lists(lists: &mut HashMap<u64, Vec<u64>>, id: u64) {
    lists.entry(id).or_insert(Vec::new()).push(id);
}

pub fn a_length(limit: Option<usize>, rows: &[u64], account: &Account) -> (usize, u64) {
    (limit.unwrap_or(rows.len()), limit.map_or(account.as_quota(), |limit| limit as u64))
}

pub fn arithmetic(limit: Option<u64>, used: u64, few: u32) -> u64 {
    limit.unwrap_or(used.saturating_sub(1)) + limit.unwrap_or(u64::from(few))
}

pub fn a_field(limit: Option<u64>, account: &Account) -> u64 {
    limit.unwrap_or(account.quota)
}

pub fn an_element(limit: Option<u64>, limits: &[u64]) -> u64 {
    limit.unwrap_or(limits[0])
}

pub fn with_an_early_return(limit: Option<u64>, text: &str) -> Result<u64, std::num::ParseIntError> {
    Ok(limit.unwrap_or(text.parse()?))
}

pub async fn after_a_wait(limit: Option<u64>) -> u64 {
    limit.unwrap_or(std::future::ready(3).await)
}

pub fn what_must_happen_anyway(head: Option<u64>, rest: &mut std::vec::IntoIter<u64>) -> Option<u64> {
    head.or(rest.next())
}

pub fn a_borrowed_temporary(parts: Option<&str>, id: u64) -> usize {
    parts.unwrap_or(&id.to_string()).len()
}

pub struct Filter {
    pub words: Vec<String>,
}

impl Filter {
    pub fn or(mut self, other: Filter) -> Filter {
        self.words.extend(other.words);
        self
    }
}

fn everything() -> Filter {
    Filter { words: Vec::new() }
}

pub fn another_or(filter: Filter) -> Filter {
    filter.or(everything())
}

pub fn an_empty_text(label: Option<String>, other: Option<String>) -> String {
    label.unwrap_or("".to_string()) + &other.unwrap_or("".into())
}

/// Options of one call are no settings of the program.
pub fn get_pages_with_options(pages: &[Option<String>], short: bool) -> Vec<String> {
    pages.iter().map(|page| page.clone().unwrap_or("page".to_string() + if short { "" } else { "!" })).collect() //~ or-fun-call
}

fn main() {
    let account = std::env::args().nth(1);
    println!("{}", account.unwrap_or("guest".to_string()));
}
