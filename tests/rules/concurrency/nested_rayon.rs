use parking_lot::RwLock;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::mpsc::channel;
use std::sync::{Barrier, Mutex};

#[derive(Default)]
pub struct Words(HashMap<String, Vec<u64>>);

impl std::ops::Deref for Words {
    type Target = HashMap<String, Vec<u64>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl std::ops::DerefMut for Words {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

pub struct Index {
    words: Mutex<Words>,
    names: RwLock<Vec<String>>,
}

impl Index {
    pub fn fill(&self, texts: &[String]) {
        texts.par_iter().for_each(|text| {
            let mut words = self.words.lock().unwrap();
            let counts: Vec<u64> = texts.par_iter().map(|other| other.len() as u64).collect(); //~ nested-rayon
            words.insert(text.clone(), counts);
        });
    }

    pub fn fill_both(&self, left: &[u64], right: &[u64]) -> u64 {
        let (one, two) = rayon::join(
            || {
                let names = self.names.read();
                left.par_iter().map(|id| names.len() as u64 + id).sum::<u64>() //~ nested-rayon
            },
            || right.par_iter().sum::<u64>(),
        );
        one + two
    }

    pub fn total(&self, texts: &[String]) -> u64 {
        texts.par_iter().map(|text| self.count(text)).sum()
    }

    // Each item of `total` gets here.
    fn count(&self, text: &str) -> u64 {
        let words = self.words.lock().unwrap();
        let known = words.get(text).map_or(0, Vec::len) as u64;
        let (left, right) = rayon::join(|| known + 1, || known * 2); //~ nested-rayon
        left + right
    }

    pub fn sorted(&self, texts: &[String]) {
        texts.par_iter().for_each(|text| {
            if let Some(counts) = self.words.lock().unwrap().get_mut(text) {
                counts.par_sort_unstable(); //~ nested-rayon
            }
            self.names.write().par_sort(); //~ nested-rayon
        });
    }

    // The lock is taken by who calls, within the parallel closure.
    pub fn totals(&self, texts: &[String]) -> u64 {
        texts
            .par_iter()
            .map(|text| {
                let names = self.names.read();
                lengths(&names) + text.len() as u64
            })
            .sum()
    }
}

fn lengths(names: &[String]) -> u64 {
    names.par_iter().map(|name| name.len() as u64).sum() //~ nested-rayon
}

pub fn in_step(parts: &[u64]) {
    let barrier = Barrier::new(parts.len());
    parts.par_iter().for_each(|_| {
        barrier.wait(); //~ nested-rayon
    });
}

pub fn all(parts: &[u64]) -> u64 {
    parts.par_iter().map(|part| asked(*part)).sum()
}

fn asked(part: u64) -> u64 {
    let (reply, replied) = channel();
    rayon::spawn(move || {
        let _ = reply.send(part * 2);
    });
    replied.recv().unwrap_or(0) //~ nested-rayon
}

impl Index {
    // Not on the pool: this thread waits outside, and holds nobody up who is inside.
    pub fn names_in_order(&self) -> Vec<String> {
        let names = self.names.read();
        names.par_iter().map(|name| name.to_uppercase()).collect()
    }

    // Nested, and without a lock: that is what the pool is made for.
    pub fn nested(&self, rows: &[Vec<u64>]) -> u64 {
        rows.par_iter().map(|row| row.par_iter().sum::<u64>() + sum(row)).sum()
    }

    // The lock is free again before the pool is asked.
    pub fn freed(&self, texts: &[String]) -> u64 {
        texts
            .par_iter()
            .map(|text| {
                let mut words = self.words.lock().unwrap();
                let counts = words.remove(text).unwrap_or_default();
                drop(words);
                counts.par_iter().sum::<u64>()
            })
            .sum()
    }

    pub fn copied(&self, texts: &[String]) -> u64 {
        texts
            .par_iter()
            .map(|text| {
                let counts = self.words.lock().unwrap().get(text).cloned().unwrap_or_default();
                let named = { self.names.read().contains(text) };
                counts.par_iter().sum::<u64>() + u64::from(named)
            })
            .sum()
    }

    // The job of a pool of its own, that nobody else has jobs in.
    pub fn alone(&self, pool: &rayon::ThreadPool) -> u64 {
        pool.install(|| {
            let names = self.names.read();
            names.par_iter().map(|name| name.len() as u64).sum()
        })
    }

    // One after the other under the lock, which is no parallel work.
    pub fn in_turn(&self, texts: &[String]) -> u64 {
        texts
            .par_iter()
            .map(|text| {
                let words = self.words.lock().unwrap();
                words.get(text).map_or(0, |counts| counts.iter().sum())
            })
            .sum()
    }

    // A thread of its own holds the lock.
    pub fn on_a_thread(&'static self) {
        std::thread::spawn(|| {
            let names = self.names.read();
            println!("{}", names.par_iter().map(|name| name.len()).sum::<usize>());
        });
    }
}

fn sum(row: &[u64]) -> u64 {
    row.par_iter().sum()
}

// Threads of their own meet at the barrier, and wait for jobs of the pool.
pub fn threads_in_step() -> u64 {
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        scope.spawn(|| barrier.wait());
        barrier.wait();
    });
    let (reply, replied) = channel();
    rayon::spawn(move || {
        let _ = reply.send(2);
    });
    replied.recv().unwrap_or(0)
}
