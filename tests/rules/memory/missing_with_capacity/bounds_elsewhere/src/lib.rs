//! How often a loop runs is said by constants and fields of other files.

mod limits;
mod rows;

use rows::{Feed, Table};

pub fn shards() -> Vec<u64> {
    let mut shards = Vec::new(); //~ missing-with-capacity
    for index in 0..limits::SHARDS {
        shards.push(index * 7);
    }
    shards
}

pub fn replicas() -> Vec<u64> {
    let mut replicas = Vec::new();
    for index in 0..limits::REPLICAS {
        replicas.push(index * 7);
    }
    replicas
}

pub fn doubled(table: &Table) -> Vec<u64> {
    let mut doubled = Vec::new(); //~ missing-with-capacity
    for row in &table.rows {
        doubled.push(row * 2);
    }
    doubled
}

pub fn read(feed: Feed) -> Vec<u64> {
    let mut read = Vec::new();
    for row in feed {
        read.push(row);
    }
    read
}
