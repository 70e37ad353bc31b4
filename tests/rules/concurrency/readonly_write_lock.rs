use parking_lot::RwLock as FastLock;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock, RwLockWriteGuard};
use tokio::sync::RwLock as AsyncLock;

pub struct Limits {
    pub most: usize,
    pub names: Vec<String>,
    path: PathBuf,
    asked: AtomicU64,
}

impl Limits {
    fn allows(&self, many: usize) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed);
        many < self.most
    }

    fn raise(&mut self) {
        self.most += 1;
    }

    fn save(&self) -> std::io::Result<()> {
        std::fs::write(&self.path, self.names.join("\n"))
    }
}

pub struct Shop {
    limits: RwLock<Limits>,
    fast: FastLock<Limits>,
    prices: Arc<AsyncLock<HashMap<String, u64>>>,
    sold: RwLock<u64>,
    gate: RwLock<()>,
}

fn total(limits: &Limits) -> usize {
    limits.names.len()
}

fn shown(limits: &RwLockWriteGuard<'_, Limits>) -> usize {
    limits.names.len()
}

fn doubled(limits: &mut Limits) {
    limits.most *= 2;
}

impl Shop {
    pub fn most(&self) -> usize {
        let limits = self.limits.write().unwrap(); //~ readonly-write-lock
        limits.most
    }

    pub fn allows(&self, many: usize) -> bool {
        self.limits.write().unwrap().allows(many) //~ readonly-write-lock
    }

    pub fn names(&self) -> Vec<String> {
        // What is asked for is copied, so that the lock is free again at once.
        self.fast.write().names.clone() //~ readonly-write-lock
    }

    pub fn is_named(&self, name: &str) -> bool {
        if let Ok(limits) = self.limits.write() { //~ readonly-write-lock
            return limits.names.iter().any(|each| each == name);
        }
        false
    }

    pub fn sold(&self) -> u64 {
        *self.sold.write().unwrap() //~ readonly-write-lock
    }

    pub fn first(&self) -> Option<String> {
        self.fast
            .write() //~^ readonly-write-lock
            .names
            .first()
            .cloned()
    }

    pub fn counted(&self) -> usize {
        let limits = self.limits.write().unwrap(); //~ readonly-write-lock
        let all = total(&limits);
        drop(limits);
        all
    }

    pub async fn price(&self, name: &str) -> Option<u64> {
        self.prices.write().await.get(name).copied() //~ readonly-write-lock
    }

    pub async fn cheapest(&self) -> u64 {
        let prices = Arc::clone(&self.prices).write_owned().await; //~ readonly-write-lock
        let mut least = u64::MAX;
        for price in prices.values() {
            least = least.min(*price);
        }
        least
    }

    pub fn known(&self, name: &str) -> bool {
        let prices = self.prices.blocking_write(); //~ readonly-write-lock
        prices.contains_key(name)
    }

    pub fn is_large(&self) -> bool {
        match self.fast.write().names.len() { //~ readonly-write-lock
            0..=9 => false,
            _ => true,
        }
    }
}

impl Shop {
    pub fn raise(&self) {
        let mut limits = self.limits.write().unwrap();
        if limits.most < 10 {
            limits.raise();
        }
    }

    pub fn rename(&self, name: &str) {
        self.fast.write().names.push(name.to_owned());
        self.fast.write().names[0] = name.to_owned();
        *self.sold.write().unwrap() += 1;
        doubled(&mut self.fast.write());
    }

    pub fn first_name(&self) -> Option<String> {
        let mut limits = self.fast.write();
        let first = limits.names.first_mut()?;
        Some(std::mem::take(first))
    }

    pub fn longest(&self) -> usize {
        let mut longest = 0;
        for name in self.fast.write().names.iter_mut() {
            name.make_ascii_lowercase();
            longest = longest.max(name.len());
        }
        longest
    }

    pub fn opened(&self) -> u64 {
        if let Limits { most: ref mut many, .. } = *self.fast.write() {
            *many += 1;
        }
        0
    }

    // The guard is the caller's.
    pub fn locked(&self) -> RwLockWriteGuard<'_, Limits> {
        let limits = self.limits.write().unwrap();
        limits
    }

    // It is made one for reading without letting another writer in.
    pub fn lowered(&self) -> usize {
        let mut limits = self.fast.write();
        limits.most = 0;
        let limits = parking_lot::RwLockWriteGuard::downgrade(limits);
        limits.names.len()
    }

    pub async fn settled(&self) -> usize {
        let prices = self.prices.write().await;
        let prices = prices.downgrade();
        prices.len()
    }

    // The guard's type is written down, or wanted by who is called.
    pub fn written(&self) -> usize {
        let limits: RwLockWriteGuard<'_, Limits> = self.limits.write().unwrap();
        limits.most
    }

    pub fn lent(&self) -> usize {
        let limits = self.limits.write().unwrap();
        shown(&limits)
    }

    // Nobody may be inside meanwhile: nothing is read at all.
    pub fn alone(&self) -> u64 {
        let _gate = self.gate.write().unwrap();
        let gate = self.gate.write();
        drop(gate);
        1
    }

    // The other lock is changed under this one: both are seen changed, or neither.
    pub fn moved(&self) {
        let limits = self.limits.write().unwrap();
        let mut fast = self.fast.write();
        fast.most = limits.most;
    }

    // Two at a time would write the same file.
    pub fn saved(&self) -> std::io::Result<()> {
        self.limits.write().unwrap().save()?;
        let limits = self.limits.write().unwrap();
        limits.save()
    }

    pub fn counted_alone(&self) -> usize {
        // Exclusive, so that the numbers of all shops belong together.
        let limits = self.limits.write().unwrap();
        limits.most
    }

    // A failure to get it says that others read.
    pub fn is_free(&self) -> bool {
        self.fast.try_write().map(|limits| limits.most > 0).unwrap_or(false)
    }

    pub fn most_by_reading(&self) -> usize {
        self.limits.read().unwrap().most + self.fast.read().most
    }
}

// Not a lock: something else that has a `write()`.
pub struct Report {
    lines: Vec<String>,
}

impl Report {
    fn write(&self) -> &Vec<String> {
        &self.lines
    }

    pub fn size(&self) -> usize {
        let lines = self.write();
        lines.len()
    }
}

// What a type parameter's `len` and `get` do is not known.
pub trait Recent {
    fn get(&mut self, name: &str) -> Option<u64>;
}

pub fn recent<R: Recent>(all: &FastLock<R>, name: &str) -> Option<u64> {
    all.write().get(name)
}
