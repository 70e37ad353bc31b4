use std::collections::{HashMap, HashSet};

pub fn names(all: &HashMap<String, u64>) -> Vec<&String> { //~ disallowed-types
    all.keys().collect()
}

pub fn known(all: &HashSet<String>, name: &str) -> bool {
    all.contains(name)
}
