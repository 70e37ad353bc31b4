//! Marked lines are found, all others are silent for every rule.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub struct Settings {
    pub name: String,
    pub values: BTreeMap<String, String>,
    pub sources: Vec<PathBuf>,
}

impl Settings {
    /// Adds what a file says.
    pub fn add<P: AsRef<Path>>(&mut self, path: P) -> io::Result<usize> { //~ monomorphization-bloat
        // The path is kept for messages.
        let path = path.as_ref();
        let mut count = 0;
        for line in BufReader::new(File::open(path)?).lines() {
            let line = line?;
            if let Some((key, value)) = line.split_once('=') {
                self.values.insert(key.trim().to_owned(), value.trim().to_owned());
                count += 1;
            } else if !line.trim().is_empty() {
                return Err(io::Error::other("not a setting"));
            }
        }
        self.sources.push(path.to_path_buf());
        Ok(count)
    }

    pub fn named(name: impl Into<String>, mut values: BTreeMap<String, String>) -> Option<Self> { //~ monomorphization-bloat
        let mut name = name.into();
        if let Some(more) = values.remove("suffix") {
            name.push('-');
            name.push_str(&more);
        }
        if name.trim().is_empty() || values.len() > 1_000 {
            return None;
        }
        values.insert("name".to_owned(), name.to_lowercase());
        values.insert("length".to_owned(), name.chars().count().to_string());
        let sources = vec![PathBuf::from(&name)];
        Some(Self { name, values, sources })
    }

    // Small: the compiler copies less than a call of an inner function would say.
    pub fn small<P: AsRef<Path>>(&self, path: P) -> bool {
        let path = path.as_ref();
        let known = self
            .sources
            .iter()
            .any(|source| source == path);
        known
            || path
                .file_name()
                .is_none()
    }

    #[inline]
    pub fn asked_for(&mut self, name: impl Into<String>) -> usize {
        let name = name.into();
        if self.values.contains_key(&name) {
            self.values.remove(&name);
        }
        self.values.insert(name.to_lowercase(), name.to_uppercase());
        self.values.insert(name.trim().to_owned(), name.repeat(2));
        self.values.insert(name.trim_end().to_owned(), name.repeat(3));
        self.sources.push(PathBuf::from(&name));
        self.name = name;
        self.values.len() + self.sources.len()
    }

    // The rest of the work is generic as well.
    pub fn extended<I, S>(&mut self, names: I, path: impl AsRef<Path>) -> usize
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        let path = path.as_ref();
        let mut count = 0;
        for name in names {
            let name = name.as_ref();
            if name.is_empty() || self.values.contains_key(name) {
                continue;
            }
            self.values.insert(name.trim().to_owned(), name.to_lowercase());
            count += name.len();
        }
        self.sources.push(path.to_path_buf());
        self.sources.push(path.join("more"));
        self.sources.dedup();
        count + self.sources.len() + self.values.len()
    }
}

pub async fn lines_of(path: impl AsRef<Path> + Send, most: usize) -> io::Result<Vec<String>> { //~ monomorphization-bloat
    let text = tokio::fs::read_to_string(path).await?;
    let mut lines = Vec::with_capacity(most);
    for line in text.lines().take(most) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        lines.push(line.trim_end_matches('.').to_lowercase());
    }
    if lines.is_empty() {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "nothing in it"));
    }
    lines.sort_unstable();
    lines.dedup();
    Ok(lines)
}

#[allow(clippy::needless_lifetimes)]
pub fn longest<'a, S>(text: &'a str, separator: S) -> Vec<Cow<'a, str>> //~ monomorphization-bloat
where
    S: AsRef<str>,
{
    let mut found: Vec<Cow<'a, str>> = Vec::with_capacity(text.len() / 8);
    let (separator, empty) = (separator.as_ref(), String::new());
    for part in text.split(separator).map(str::trim) {
        if part.len() > empty.len() && !part.starts_with(separator) {
            found.push(Cow::Borrowed(part));
        } else if part.chars().all(char::is_alphanumeric) {
            found.push(Cow::Owned(part.to_lowercase()));
        }
    }
    found.sort_unstable_by_key(|part| std::cmp::Reverse(part.len()));
    found.truncate(8);
    found.dedup();
    found
}

// Who borrows from what can not be told any more with one more reference: shown by no fix.
pub fn remainder(text: &str, prefix: impl AsRef<str>) -> &str { //~ monomorphization-bloat
    let prefix = prefix.as_ref();
    let mut rest = text.trim_start();
    while let Some(shorter) = rest.strip_prefix(prefix) {
        rest = shorter.trim_start();
        if rest.is_empty() || rest.len() < prefix.len() {
            break;
        }
    }
    if rest.ends_with(prefix) {
        rest = rest.trim_end_matches(prefix).trim_end();
    }
    rest.trim_matches('"').trim_matches('\'')
}

// One caller, one type.
fn only_here(path: impl AsRef<Path>, settings: &mut Settings) -> usize {
    let path = path.as_ref();
    settings.sources.push(path.to_path_buf());
    settings.sources.push(path.join("a"));
    settings.sources.push(path.join("b"));
    settings.sources.push(path.join("c"));
    settings.sources.push(path.join("d"));
    settings.sources.dedup();
    settings.values.clear();
    settings.name.clear();
    settings.name.push_str("here");
    settings.sources.len() + settings.name.len()
}

pub fn calls_it(settings: &mut Settings) -> usize {
    only_here("settings.toml", settings)
}

pub struct Cache<K> {
    keys: Vec<K>,
    names: Vec<String>,
}

// The function is compiled for each key in any case.
impl<K: Clone + PartialEq> Cache<K> {
    pub fn put(&mut self, key: K, name: impl Into<String>) -> usize {
        let name = name.into();
        if let Some(at) = self.keys.iter().position(|known| *known == key) {
            self.names[at] = name;
            return at;
        }
        self.keys.push(key.clone());
        self.names.push(name.trim().to_lowercase());
        if self.names.len() > 100 {
            self.names.remove(0);
            self.keys.remove(0);
        }
        self.names.len().max(self.keys.len()).saturating_sub(1)
    }
}

// A closure is no conversion.
pub fn each_line(text: &str, mut act: impl FnMut(&str)) -> usize {
    let mut count = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        act(line.trim_end_matches('.'));
        count += line.len();
    }
    let first = text.split('.').next().unwrap_or_default();
    let last = text.rsplit('.').next().unwrap_or_default();
    count + first.trim().len() + last.trim().len()
}
