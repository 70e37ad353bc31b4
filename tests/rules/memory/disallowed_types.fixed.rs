use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashMap;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct GateId(u32);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    And,
    Or,
}

pub struct Circuit {
    labels: HashMap<u16, [u8; 16]>, //~ disallowed-types
    outputs: Vec<HashSet<GateId>>, //~ disallowed-types
    kinds: HashMap<(Kind, GateId), u64>, //~ disallowed-types
    names: HashMap<String, GateId>,
    sizes: HashMap<Kind, u64>,
    fast: FxHashMap<u16, u64>,
    other: HashMap<u16, u64, rustc_hash::FxBuildHasher>,
}

impl Circuit {
    pub fn label(&self, wire: u16) -> Option<&[u8; 16]> {
        self.labels.get(&wire)
    }

    pub fn is_output(&self, round: usize, kind: Kind, gate: GateId) -> bool {
        self.outputs[round].contains(&gate) && self.kinds.contains_key(&(kind, gate))
    }

    pub fn gates(&self) -> usize {
        let known = self.names.len() + self.fast.len() + self.other.len() + self.sizes.len();
        known + self.outputs.iter().map(HashSet::len).sum::<usize>()
    }
}

pub fn counts(numbers: &[u64]) -> usize {
    println!("größer 😀"); let mut seen: rustc_hash::FxHashMap<u64, usize> = rustc_hash::FxHashMap::with_capacity_and_hasher(numbers.len(), Default::default()); //~ disallowed-types
    for number in numbers {
        *seen.entry(*number).or_default() += 1;
    }
    seen.len()
}

pub fn given_away(numbers: &[u64]) -> HashSet<u64> {
    let mut seen: HashSet<u64> = HashSet::new(); //~ disallowed-types
    seen.extend(numbers);
    seen
}

#[derive(serde::Deserialize)]
pub struct Request {
    pub amounts: HashMap<u64, u64>,
}

#[allow(clippy::all)]
pub fn allowed_without_a_thought(numbers: &[u64]) -> usize {
    let seen: HashSet<u64> = numbers.iter().copied().collect(); //~ disallowed-types
    seen.len()
}

pub fn texts(words: &[String]) -> usize {
    let seen: HashSet<&str> = words.iter().map(String::as_str).collect();
    seen.len()
}

pub async fn handler(axum::Json(request): axum::Json<Request>) -> String {
    let mut amounts: HashMap<u64, u64> = HashMap::new();
    for (id, amount) in request.amounts {
        *amounts.entry(id).or_default() += amount;
    }
    amounts.len().to_string()
}

pub fn read(text: &str) -> serde_json::Result<usize> {
    let amounts: HashMap<u64, u64> = serde_json::from_str(text)?;
    Ok(amounts.len())
}

pub fn parameter(labels: &HashMap<u16, u64>) -> usize {
    labels.len()
}

#[allow(clippy::disallowed_types)]
pub fn allowed(numbers: &[u64]) -> usize {
    let seen: HashSet<u64> = numbers.iter().copied().collect();
    seen.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn silent_in_tests() {
        let seen: std::collections::HashMap<u64, u64> = std::collections::HashMap::new();
        assert!(seen.is_empty());
    }
}
