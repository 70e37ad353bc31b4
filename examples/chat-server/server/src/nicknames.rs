//! Nicknames that nobody may have. The list is read anew, so that an operator can add to it at any time.

use std::fs;

const LIST: &str = "reserved-nicknames.txt";

pub fn is_reserved(nickname: &str) -> bool {
    reserved().lines().any(|name| name.eq_ignore_ascii_case(nickname))
}

/// Without a list all names are free.
fn reserved() -> String {
    fs::read_to_string(LIST).unwrap_or_default()
}
