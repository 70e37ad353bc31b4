//! Messages that are built although nothing is missing.

use std::collections::HashMap;

fn described(name: &str) -> String {
    format!("the table of {name}")
}

pub fn formatted(limits: &HashMap<String, u64>, name: &str) -> u64 {
    let _ = "é😀"; *limits.get(name).unwrap_or_else(|| panic!("no limit for {name}")) //~ expect-fun-call
}

pub fn in_a_chain(limits: &HashMap<String, u64>, name: &str) -> u64 {
    limits
        .get(name)
        .copied()
        .unwrap_or_else(|| panic!("no limit for {}", name)) //~ expect-fun-call
}

pub fn of_a_result(text: &str) -> u64 {
    text.parse::<u64>().unwrap_or_else(|err| panic!("{text} is no number: {err:?}")) //~ expect-fun-call
}

pub fn as_a_str(limit: Option<u64>, name: &str) -> u64 {
    limit.unwrap_or_else(|| panic!("no limit for {name}")) //~ expect-fun-call
}

pub fn by_a_function(limit: Option<u64>, name: &str) -> u64 {
    limit.unwrap_or_else(|| panic!("{}", described(name))) //~ expect-fun-call
}

pub fn of_a_result_by_a_function(limit: Result<u64, std::io::Error>, err: &str) -> u64 {
    limit.unwrap_or_else(|error| panic!("{}: {error:?}", described(err))) //~ expect-fun-call
}

pub fn a_literal(limit: Option<u64>) -> u64 {
    limit.expect("there is a limit")
}

pub fn a_constant(limit: Option<u64>) -> u64 {
    limit.expect(concat!("there is ", "a limit"))
}

pub fn a_text_that_is_there(limit: Option<u64>, message: String, other: &str) -> u64 {
    limit.expect(&message) + limit.expect(other) + limit.expect(message.as_str())
}

pub fn lazily(limit: Option<u64>, name: &str) -> u64 {
    limit.unwrap_or_else(|| panic!("no limit for {name}"))
}

pub struct Parser {
    tokens: Vec<String>,
}

impl Parser {
    pub fn expect(&mut self, token: &str) -> bool {
        self.tokens.pop().is_some_and(|next| next == token)
    }

    pub fn list(&mut self, kind: u8) -> bool {
        self.expect(&format!("list{kind}"))
    }
}
