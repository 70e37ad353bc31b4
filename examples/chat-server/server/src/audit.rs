use std::collections::VecDeque;

use tokio::sync::Mutex;

const KEPT: usize = 1_000;

/// Who came and who was turned away, for the operators.
#[derive(Default)]
pub struct AuditLog {
    entries: Mutex<VecDeque<String>>,
}

impl AuditLog {
    pub async fn record(&self, entry: String) {
        let mut entries = self.entries.lock().await;
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    pub async fn latest(&self, count: usize) -> Vec<String> {
        let entries = self.entries.lock().await;
        entries.iter().rev().take(count).cloned().collect()
    }
}
