use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::labels::maps::IndexMap;
use crate::labels::Labels;

pub fn fill(labels: &Labels) {
    for name in ["a", "b"] {
        labels.values.write().unwrap().insert(name.to_owned(), name.to_uppercase());
        *labels.steps.write().unwrap().entry(name.to_owned()).or_default() += 1;
    }
}

pub fn name(labels: &Labels, key: &str) -> Option<String> {
    labels.values.read().unwrap().get(key).cloned()
}

pub fn forget(labels: &Labels, key: &str) {
    labels.values.write().unwrap().remove(key);
    labels.steps.write().unwrap().remove(key);
}

pub struct Pages {
    sessions: Arc<RwLock<IndexMap<u64, String>>>,
    drafts: HashMap<u64, String>,
}

impl Pages {
    pub fn session(&self, id: u64) -> Option<String> {
        self.sessions.read().unwrap().get(&id).cloned().or_else(|| self.drafts.get(&id).cloned())
    }

    pub fn begin(&self, id: u64, name: String) {
        self.sessions.write().unwrap().insert(id, name);
    }
}
