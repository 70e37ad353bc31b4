//! Copies that are only read.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Clone, PartialEq)]
pub struct Profile {
    pub name: String,
    pub tags: Vec<String>,
    pub age: u32,
}

#[derive(Clone, Copy, PartialEq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

#[derive(Clone)]
pub struct Handle {
    inner: Arc<Vec<u8>>,
}

impl Handle {
    pub fn size(&self) -> usize {
        self.inner.len()
    }
}

fn greet(_name: &str) {}

fn look(_profile: &Profile) {}

fn keep(_name: String) {}

fn measure(_path: impl AsRef<Path>) {}

pub struct Directory {
    profiles: HashMap<String, Profile>,
    names: Vec<String>,
    current: String,
    root: PathBuf,
    size: usize,
}

impl Directory {
    pub fn find(&self, wanted: String) -> Option<&Profile> {
        let _ = "é😀"; greet(&wanted); //~ clone-for-borrow
        self.profiles.get(&wanted)
    }

    pub fn greet_all(&self) {
        for name in &self.names {
            greet(name); //~ clone-for-borrow
        }
    }

    pub fn show(&self, profile: &Profile) {
        println!("{} of {}", profile.name, self.current); //~ clone-for-borrow
        look(profile); //~ clone-for-borrow
    }

    pub fn total(&self) -> usize {
        let names = &self.names; //~ clone-for-borrow
        let mut total = 0;
        for name in names {
            total += name.len();
        }
        total + names.len()
    }

    pub fn is_current(&self, other: &str) -> bool {
        let current = &self.current; //~ clone-for-borrow
        *current == other || current.is_empty()
    }

    pub fn open(&self) -> std::io::Result<String> {
        let path = self.root.join("index");
        measure(&path); //~ clone-for-borrow
        let text = fs::read_to_string(&path)?; //~ clone-for-borrow
        println!("{}", path.display());
        Ok(text)
    }

    pub fn trimmed(&self) -> String {
        self.current.trim().to_string() //~ clone-for-borrow
    }

    pub fn rename(&mut self, name: &str) {
        let before = self.current.clone();
        self.current = name.to_string();
        if before != self.current {
            self.size += 1;
        }
    }

    pub fn visit(&mut self) {
        self.touch(&self.current.clone());
        for name in &self.names.clone() {
            self.touch(name);
        }
        for name in self.names.clone().iter() {
            self.touch(name);
        }
    }

    fn touch(&mut self, _name: &str) {
        self.size += 1;
    }

    pub fn snapshot(&mut self) -> usize {
        let names = self.names.clone();
        self.names.clear();
        names.len()
    }

    pub fn take_over(&self) -> Profile {
        let name = self.current.clone();
        greet(&name);
        Profile { name, tags: Vec::new(), age: 0 }
    }

    pub fn in_a_thread(&self) -> std::thread::JoinHandle<()> {
        let name = self.current.clone();
        std::thread::spawn(move || greet(&name))
    }

    pub async fn in_a_transaction(&self) -> usize {
        let name = self.current.clone();
        run(|| Box::pin(async move { name.len() })).await
    }
}

async fn run<F>(job: impl FnOnce() -> std::pin::Pin<Box<F>>) -> usize
where
    F: std::future::Future<Output = usize> + ?Sized,
{
    job().await
}

pub fn by_its_own_name(profile: &Profile) -> usize {
    //~ clone-for-borrow
    look(profile);
    profile.tags.len()
}

pub fn is_same(one: &Profile, two: &Profile) -> bool {
    *one == *two //~ clone-for-borrow
}

pub fn handles_are_cheap(handle: &Handle, shared: &Arc<Profile>, at: Point) -> usize {
    look(&shared.clone());
    let copy = handle.clone();
    let point = at.clone();
    copy.size() + usize::try_from(point.x).unwrap_or(0)
}

pub fn changes_the_copy(profile: &Profile) -> usize {
    let mut own = profile.clone();
    own.tags.push(String::from("seen"));
    look(&own);
    own.tags.len()
}

pub fn changes_the_source(mut profile: Profile) -> bool {
    let before = profile.clone();
    profile.age += 1;
    before.age == profile.age
}

pub fn frees_the_lock(names: &std::sync::Mutex<Vec<String>>) -> usize {
    let guard = names.lock().unwrap();
    let copy = guard.clone();
    drop(guard);
    copy.iter().map(String::len).sum()
}

pub fn moves_the_source(name: String) -> usize {
    let copy = name.clone();
    keep(name);
    copy.len()
}

pub fn text_of_a_number(count: u64) {
    greet(&count.to_string());
}

pub fn owned_from_borrowed(name: &str, names: &[String]) -> bool {
    names.contains(&name.to_string())
}

pub fn what_a_method_gives(profiles: &HashMap<String, Profile>) -> Option<String> {
    profiles.get("root").map(|profile| profile.name.clone())
}

pub fn in_a_closure(profile: Profile) -> impl Fn() -> String {
    move || {
        look(&profile); //~ clone-for-borrow
        format!("{}{}", profile.name, profile.name.len()) //~ clone-for-borrow
    }
}

pub fn by_what_is_asked<T: Named>(value: &T, known: &HashMap<String, u32>) -> bool {
    greet(&value.title().clone()); //~ clone-for-borrow
    known.contains_key(&value.title().to_owned()) //~ clone-for-borrow
}

pub fn an_unknown_handle<T: Named + Clone>(value: &T) -> usize {
    size_of_handle(&value.clone())
}

fn size_of_handle<T>(_value: &T) -> usize {
    std::mem::size_of::<T>()
}

pub trait Named {
    fn title(&self) -> &String;
}

macro_rules! event {
    ($($key:ident = $value:expr),*) => {
        $(keep_all($value);)*
    };
}

fn keep_all(_value: String) {}

pub fn given_to_an_own_macro(profile: &Profile) {
    event!(name = profile.name.clone());
    self::telemetry::event!(name = profile.name.clone());
}

pub mod telemetry {
    macro_rules! own_event {
        ($key:ident = $value:expr) => {
            let _: String = $value;
        };
    }
    pub(crate) use own_event as event;
}
