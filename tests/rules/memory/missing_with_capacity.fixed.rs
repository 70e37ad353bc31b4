//! Collections that are filled in a loop whose length is known before it starts.

use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet, VecDeque};

pub fn over_a_slice(values: &[u64]) -> Vec<u64> {
    let mut squares = Vec::with_capacity(values.len()); //~ missing-with-capacity
    for value in values {
        squares.push(value * value);
    }
    squares
}

pub fn with_the_macro_and_an_adaptor(names: &[String]) -> Vec<String> {
    let mut greetings = Vec::with_capacity(names.len()); let _ = "é😀"; //~ missing-with-capacity
    for (index, name) in names.iter().enumerate().rev() {
        greetings.push(format!("{index}: {name}"));
    }
    greetings
}

pub fn every_branch_pushes(arguments: Vec<String>) -> Vec<String> {
    let mut kept = Vec::<String>::with_capacity(arguments.len()); //~ missing-with-capacity
    for argument in arguments {
        if argument == "-MD" {
            kept.push("-M".into());
        } else if argument == "-MMD" {
            kept.push("-MM".into());
        } else {
            kept.push(argument);
        }
    }
    kept
}

pub fn only_malformed_entries_are_skipped(lines: Vec<String>) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::with_capacity(lines.len()); //~ missing-with-capacity
    for line in &lines {
        if let Ok(number) = line.parse() {
            numbers.push(number);
        } else {
            eprintln!("no number: {line}");
        }
    }
    numbers
}

pub fn two_pushes_a_round(users: &[(u64, String)]) -> Vec<String> {
    let mut arguments = Vec::with_capacity(users.len() * 2); //~ missing-with-capacity
    for (score, name) in users.iter() {
        arguments.push(score.to_string());
        arguments.push(name.clone());
    }
    arguments
}

pub fn over_a_range(first: usize, count: u32) -> (Vec<usize>, Vec<u32>) {
    let mut evens = Vec::with_capacity(100usize.saturating_sub(first)); //~ missing-with-capacity
    for each in first..100 {
        evens.push(each * 2);
    }
    let mut odds = Vec::with_capacity(count as usize + 1); //~ missing-with-capacity
    for each in 0..=count {
        odds.push(each * 2 + 1);
    }
    (evens, odds)
}

pub fn a_grid(width: usize, height: usize) -> Vec<(usize, usize)> {
    let mut cells = Vec::with_capacity(height * width); //~ missing-with-capacity
    for y in 0..height {
        for x in 0..width {
            cells.push((x, y));
        }
    }
    cells
}

pub fn maps_and_sets(prices: &BTreeMap<String, u64>, ids: &[u64]) -> (HashMap<u64, String>, HashSet<u64>) {
    let mut names = HashMap::with_capacity(prices.len()); //~ missing-with-capacity
    for (name, price) in prices {
        names.insert(*price, name.clone());
    }
    let mut unique = HashSet::with_capacity(ids.len()); //~ missing-with-capacity
    for id in ids.iter().copied() {
        unique.insert(id);
    }
    (names, unique)
}

pub fn queue_and_heap(jobs: [u64; 64]) -> (VecDeque<u64>, BinaryHeap<u64>) {
    let mut queue = VecDeque::with_capacity(jobs.len()); //~ missing-with-capacity
    let mut heap = BinaryHeap::with_capacity(jobs.len()); //~ missing-with-capacity
    for job in jobs {
        queue.push_back(job);
        heap.push(job);
    }
    (queue, heap)
}

pub fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len()); //~ missing-with-capacity
    for character in path.chars() {
        if character == '.' {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

pub async fn declared_before_the_rows_are_there() -> Vec<String> {
    //~^ missing-with-capacity
    let rows = rows().await;
    let mut labels = Vec::with_capacity(rows.len());
    for (id, name) in rows {
        labels.push(format!("{id}-{name}"));
    }
    labels
}

async fn rows() -> Vec<(u64, String)> { //~ async-without-await
    (0..32).map(|id| (id, id.to_string())).collect()
}

pub fn looked_up(ids: &[u64], names: &HashMap<u64, String>) -> Vec<String> {
    let mut found = Vec::with_capacity(ids.len()); //~ missing-with-capacity
    for id in ids {
        let Some(name) = names.get(id) else {
            continue;
        };
        found.push(name.clone());
    }
    found
}

pub fn reserved(values: &[u64]) -> Vec<u64> {
    let mut copies = Vec::new();
    copies.reserve(values.len());
    for value in values {
        copies.push(*value);
    }
    let mut exact = Vec::with_capacity(values.len());
    for value in values {
        exact.push(*value);
    }
    exact.append(&mut copies);
    exact
}

pub fn filtered(codes: &[u16], seen: &HashSet<u16>) -> (Vec<u16>, Vec<u16>) {
    let mut failures = Vec::new();
    for code in codes {
        if *code >= 500 {
            failures.push(*code);
        }
    }
    let mut fresh = Vec::new();
    for code in codes {
        if seen.contains(code) {
            continue;
        }
        fresh.push(*code);
    }
    (failures, fresh)
}

pub fn sorted_out_by_kind(codes: &[u16]) -> (Vec<u16>, Vec<u16>) {
    let (mut good, mut rest) = (Vec::new(), Vec::new());
    let mut redirects = Vec::new();
    for code in codes {
        match code {
            200..=299 => good.push(*code),
            300..=399 => redirects.push(*code),
            _ => rest.push(*code),
        }
    }
    rest.extend(redirects);
    (good, rest)
}

pub fn until_something_is_found(values: &[u64]) -> Vec<u64> {
    let mut prefix = Vec::new();
    for value in values {
        if *value == 0 {
            break;
        }
        prefix.push(*value);
    }
    prefix
}

pub fn a_few(flags: [bool; 3]) -> Vec<u8> {
    let mut bits = Vec::new();
    for bit in 0..4 {
        bits.push(bit);
    }
    for name in ["a", "b"] {
        bits.push(name.len() as u8 + u8::from(flags[0]));
    }
    bits
}

pub fn names_in(folder: &std::path::Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

pub fn words(text: &str, separators: &[char]) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(separators) {
        words.push(word.to_string());
    }
    for line in text.lines() {
        words.push(line.to_string());
    }
    words
}

pub fn received(channel: std::sync::mpsc::Receiver<u64>) -> Vec<u64> {
    let mut values = Vec::new();
    for value in channel {
        values.push(value);
    }
    values
}

pub fn counted_by_the_sender(mut bytes: &[u8], read_u32: fn(&mut &[u8]) -> u32) -> Vec<u32> {
    let count = read_u32(&mut bytes);
    let mut values = Vec::new();
    for _ in 0..count {
        values.push(read_u32(&mut bytes));
    }
    values
}

pub fn in_batches(rows: &[String], send: fn(Vec<String>)) {
    let mut batch = Vec::new();
    for row in rows {
        batch.push(row.clone());
        if batch.len() == 100 {
            send(std::mem::take(&mut batch));
        }
    }
    send(batch);
}

pub fn of_all_segments(segments: &[Vec<Vec<u64>>]) -> Vec<u64> {
    let mut all = Vec::new();
    for segment in segments {
        for block in segment {
            for value in block {
                all.push(*value);
            }
        }
    }
    all
}

pub fn grouped(words: &[&str]) -> HashMap<usize, Vec<String>> {
    let mut groups: HashMap<usize, Vec<String>> = HashMap::new();
    for word in words {
        groups.entry(word.len()).or_default().push((*word).to_string());
    }
    let mut counts = HashMap::new();
    for word in words {
        match counts.get(word) {
            Some(count) => counts.insert(*word, count + 1),
            None => counts.insert(*word, 1),
        };
    }
    groups.retain(|size, _| *size < counts.len());
    groups
}

pub fn handed_to_a_helper(values: &[u64], collect: fn(u64, &mut Vec<u64>)) -> Vec<u64> {
    let mut found = Vec::new();
    for value in values {
        collect(*value, &mut found);
        found.push(*value);
    }
    found
}

pub struct Config {
    pub servers: Vec<String>,
}

pub fn addresses(config: &Config) -> Vec<String> {
    let mut addresses = Vec::new();
    for server in &config.servers {
        addresses.push(format!("{server}:53"));
    }
    addresses
}

pub fn only_when_asked(verbose: bool, values: &[u64]) -> Vec<u64> {
    let mut details = Vec::new();
    if verbose {
        for value in values {
            details.push(*value);
        }
    }
    details
}

pub fn members_of(group: &HashSet<u64>, ids: &[u64], names: &HashMap<u64, String>) -> Vec<u64> {
    let mut members = Vec::new();
    for id in ids {
        let Some(_name) = names.get(id) else { continue };
        if group.contains(id) {
            members.push(*id);
        }
    }
    members
}

pub struct Batch {
    pub rows: Vec<u64>,
    pub label: String,
}

pub enum Input {
    Batch(Batch),
    Plain(Vec<u64>, u64),
    Named { rows: Vec<u64> },
}

pub fn doubled(input: Input) -> Vec<u64> {
    match input {
        Input::Batch(Batch { rows, .. }) => {
            let mut doubled = Vec::with_capacity(rows.len()); //~ missing-with-capacity
            for row in rows {
                doubled.push(row * 2);
            }
            doubled
        }
        Input::Plain(rows, _) => {
            let mut doubled = Vec::with_capacity(rows.len()); //~ missing-with-capacity
            for row in rows {
                doubled.push(row * 2);
            }
            doubled
        }
        Input::Named { rows: named } => {
            let mut doubled = Vec::with_capacity(named.len()); //~ missing-with-capacity
            for row in named {
                doubled.push(row * 2);
            }
            doubled
        }
    }
}

pub fn every_second(count: u32) -> Vec<u32> {
    let mut found = Vec::with_capacity((count as usize).div_ceil(2)); //~ missing-with-capacity
    for number in (0..count).step_by(2) {
        found.push(number);
    }
    found
}

pub fn every_second_of_many() -> Vec<u32> {
    let mut found = Vec::with_capacity(50); //~ missing-with-capacity
    for number in (0..100).step_by(2) {
        found.push(number);
    }
    found
}

pub fn deltas(values: &[u64]) -> Vec<u64> {
    let mut found = Vec::new(); //~ missing-with-capacity
    for pair in values.windows(2) {
        found.push(pair[1] - pair[0]);
    }
    found
}

pub fn rows_with_a_root(rows: Vec<(u64, Option<String>)>) -> Vec<String> {
    let mut found = Vec::with_capacity(rows.len()); //~ missing-with-capacity
    for (id, root) in rows {
        let root = match root {
            Some(root) => root,
            None => {
                tracing::warn!(id, "row has no root, skipping");
                continue;
            }
        };
        found.push(root);
    }
    found
}

pub struct Shard {
    waiter: Option<u64>,
}

impl Shard {
    fn get_waiter(&self) -> Option<u64> {
        self.waiter
    }
}

pub fn waiters(shards: &[Shard]) -> Vec<u64> {
    let mut waiters = Vec::new();
    for shard in shards {
        if let Some(waiter) = shard.get_waiter() {
            waiters.push(waiter);
        }
    }
    waiters
}

pub fn statuses_of_a_request(request: axum::http::request::Parts) -> Vec<String> {
    let axum::http::request::Parts { headers, .. } = request;
    let mut found = Vec::new(); //~ missing-with-capacity
    for (name, _) in headers {
        found.push(format!("{name:?}"));
    }
    found
}

pub fn numbers_or_none(values: serde_json::Value) -> Vec<String> {
    match values {
        serde_json::Value::Array(items) => {
            let mut found = Vec::new(); //~ missing-with-capacity
            for item in items {
                found.push(item.to_string());
            }
            found
        }
        _ => vec![],
    }
}

pub fn first_of_lazy(lines: Option<impl Iterator<Item = String>>) -> Vec<String> {
    if let Some(rows) = lines {
        let mut found = Vec::new();
        for row in rows {
            found.push(row);
        }
        return found;
    }
    vec![]
}

pub fn with_any_hasher(ids: &[u64]) -> HashMap<u64, u64, std::hash::BuildHasherDefault<std::hash::DefaultHasher>> {
    let mut squares = HashMap::with_capacity_and_hasher(ids.len(), Default::default()); //~ missing-with-capacity
    for id in ids {
        squares.insert(*id, id * id);
    }
    squares
}

pub fn counted_by_length(words: &[String]) -> HashMap<usize, u32> {
    let mut counts = HashMap::<usize, u32>::default();
    for word in words {
        *counts.entry(word.len()).or_insert(0) += 1;
    }
    counts
}

/// A command prints once, and ends.
pub fn list_users(users: &[(u64, String)]) {
    let mut rows = Vec::new();
    for (id, name) in users {
        rows.push((*id, name.len()));
    }
    println!("{rows:?}");
}

/// Each round waits for a person.
pub fn answers_to(questions: &[String], ask: fn(&str) -> String) -> Vec<String> {
    let mut answers = Vec::new();
    for question in questions {
        for line in question.lines() {
            eprintln!("{line}");
        }
        answers.push(ask(question));
    }
    answers
}

/// Of a fixed list of names a request carries a few.
pub fn kept_headers(headers: &HashMap<String, String>) -> Vec<(String, String)> {
    let names = ["accept", "cache-control", "content-type", "content-language", "expires", "vary"];
    let mut kept = Vec::new();
    for name in names.iter() {
        if let Some(value) = headers.get(*name) {
            kept.push((name.to_string(), value.clone()));
        }
    }
    kept
}

pub struct Edit {
    pub tags: Option<Vec<String>>,
}

pub async fn behind_an_extractor(edit: axum::Json<Edit>) -> Vec<usize> {
    let Some(tags) = &edit.tags else { return Vec::new() };
    let mut lengths = Vec::with_capacity(tags.len()); //~ missing-with-capacity
    for tag in tags {
        lengths.push(tag.len());
    }
    lengths
}
