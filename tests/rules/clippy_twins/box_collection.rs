//! Boxes around collections.

use std::cell::RefCell;
use std::collections::{hash_map, BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::Arc;

pub struct Cache {
    lines: Box<Vec<String>>, //~ box-collection
    name: Option<Box<String>>, //~ box-collection
    by_name: RefCell<Box<HashMap<String, u64>>>, //~ box-collection
    seen: (Box<HashSet<u64>>, u8), //~ box-collection
    order: std::boxed::Box<std::collections::BTreeMap<u64, u64>>, //~ box-collection
}

enum Message {
    Text(Box<String>), //~ box-collection
    Lines { lines: Box<VecDeque<String>> }, //~ box-collection
    Empty,
}

static NAMES: Option<Box<Vec<&str>>> = None; //~ box-collection
const NONE: Option<Box<Vec<u8>>> = None; //~ box-collection

fn take(lines: Box<Vec<String>>) -> Box<String> { //~ box-collection
    //~^ box-collection
    Box::new(lines.concat())
}

fn fill(lines: &mut Box<Vec<String>>) -> Result<Box<hash_map::HashMap<u8, u8>>, ()> { //~ box-collection
    //~^ box-collection
    lines.clear();
    Err(())
}

impl Cache {
    fn lines(self) -> Box<Vec<String>> { //~ box-collection
        self.lines
    }
}

trait Store {
    fn put(&self, lines: Box<Vec<String>>); //~ box-collection
}

// A trait has said what the method takes.
impl Store for Cache {
    fn put(&self, lines: Box<Vec<String>>) {
        drop(lines);
    }
}

// What other projects use stays as it is.
pub struct Open {
    pub lines: Box<Vec<String>>,
}

pub fn open(lines: Box<Vec<String>>) -> usize {
    lines.len()
}

// A slice or a text in a box has no room to spare, and is another thing.
struct Slim {
    bytes: Box<[u8]>,
    name: Box<str>,
    path: Box<std::path::PathBuf>,
    maybe: Box<Option<Vec<u8>>>,
    shared: Arc<Box<Vec<u8>>>,
    made: fn(Box<Vec<u8>>) -> u8,
}

// Here only the compiler asks for it.
type Alias = Box<Vec<u8>>;

fn local() -> usize {
    let lines: Box<Vec<u8>> = Box::new(Vec::new());
    let make = Box::<Vec<u8>>::default();
    lines.len() + make.len()
}

fn borrowed(lines: &Box<Vec<String>>) -> usize {
    lines.len()
}

fn bound<F: Fn(Box<Vec<u8>>) -> u8>(made: F) -> u8 {
    made(Box::new(Vec::new()))
}

#[allow(clippy::perf)]
struct Argued {
    lines: Box<Vec<String>>,
    order: BTreeMap<u8, u8>,
}

mod own {
    pub struct Vec<T>(T);

    struct Held {
        lines: Box<Vec<u8>>,
    }
}
