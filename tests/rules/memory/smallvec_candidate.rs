//! Fields that are vectors of a few elements, whatever happens.

use serde::Deserialize;

#[derive(Debug, Clone)]
pub struct Axes {
    steps: Vec<u32>, //~ smallvec-candidate
    scale: f32,
}

impl Axes {
    pub fn flat() -> Self {
        Self { steps: vec![1, 2], scale: 1.0 }
    }

    pub fn deep() -> Axes {
        let steps = vec![1, 2, 4];
        Axes { steps, scale: 2.0 }
    }

    pub fn none() -> Axes {
        Axes { steps: Vec::new(), scale: 0.0 }
    }

    pub fn sum(&self) -> f32 {
        self.steps.iter().sum::<u32>() as f32 * self.scale + self.steps[0] as f32
    }
}

pub struct Repeated {
    counts: Vec<u64>, //~ smallvec-candidate
}

const KINDS: usize = 4;

impl Repeated {
    pub fn new() -> Self {
        Repeated { counts: vec![0; KINDS] }
    }

    pub fn count(&mut self, kind: usize) {
        self.counts[kind] += 1;
    }
}

// It grows, it is lent for writing, handed out, or set from elsewhere.

pub struct Grown {
    pushed: Vec<u32>,
    lent: Vec<u32>,
    given: Vec<u32>,
    replaced: Vec<u32>,
}

impl Grown {
    pub fn new() -> Self {
        Self { pushed: vec![1], lent: vec![1], given: vec![1], replaced: vec![1] }
    }

    pub fn push(&mut self, one: u32) {
        self.pushed.push(one);
        fill(&mut self.lent);
        self.replaced = (0..one).collect();
    }

    pub fn into_given(self) -> Vec<u32> {
        self.given
    }
}

pub struct Parted {
    parts: Vec<u32>,
}

impl Parted {
    pub fn new() -> Self {
        Self { parts: vec![1, 2] }
    }

    pub fn into_parts(self) -> Vec<u32> {
        let Self { mut parts } = self;
        parts.push(3);
        parts
    }
}

fn fill(all: &mut Vec<u32>) {
    all.push(1);
}

pub struct Sized {
    by_length: Vec<u32>,
    by_caller: Vec<u32>,
}

impl Sized {
    pub fn new(length: usize, by_caller: Vec<u32>) -> Self {
        Self { by_length: vec![0; length], by_caller }
    }

    pub fn total(&self) -> usize {
        self.by_length.len() + self.by_caller.len()
    }
}

// Many, large, or not plain.

pub struct Others {
    many: Vec<u8>,
    large: Vec<[u64; 8]>,
    texts: Vec<String>,
}

impl Others {
    pub fn new() -> Self {
        Self {
            many: vec![1, 2, 3, 4, 5, 6, 7, 8, 9],
            large: vec![[0; 8], [1; 8]],
            texts: vec![String::from("one")],
        }
    }

    pub fn total(&self) -> usize {
        self.many.len() + self.large.len() + self.texts.len()
    }
}

// What anybody can set, and what is read from outside.

pub struct Open {
    pub steps: Vec<u32>,
}

pub fn open() -> Open {
    Open { steps: vec![1, 2] }
}

#[derive(Debug, Deserialize)]
pub struct Read {
    levels: Vec<u32>,
}

impl Read {
    pub fn plain() -> Self {
        Self { levels: vec![1, 2] }
    }

    pub fn first(&self) -> Option<&u32> {
        self.levels.first()
    }
}

// Made once.

pub struct Known {
    names: Vec<u32>,
}

pub static KNOWN: std::sync::LazyLock<Known> = std::sync::LazyLock::new(|| Known { names: vec![1, 2] });

impl Known {
    pub fn count(&self) -> usize {
        self.names.len()
    }
}
