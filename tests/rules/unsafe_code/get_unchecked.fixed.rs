//! Marked lines are found, all others are silent for every rule.

use std::cell::UnsafeCell;
use std::pin::Pin;

pub fn score(scores: &mut [u64], term: usize, score: u64) {
    // SAFETY: there are as many scores as terms.
    scores[term] = score; //~ get-unchecked
}

pub fn first<'a>(words: &'a [String], at: &[usize]) -> &'a str {
    // SAFETY: `at` holds indices of words.
    let word = &words[at[0]]; //~ get-unchecked
    word.as_str()
}

pub fn cut(text: &str, end: usize) -> String {
    let mut cut = String::from("> ");
    // SAFETY: `end` comes from `char_indices`.
    cut += &text[..end]; //~ get-unchecked
    cut
}

pub fn length(words: &[String], at: usize) -> usize {
    // SAFETY: the caller counted.
    words[at].len() //~ get-unchecked
}

pub fn both(words: &mut Vec<u8>, at: usize) -> u8 {
    // SAFETY: the caller counted.
    unsafe {
        let last = words[words.len() - 1]; //~ get-unchecked
        words.set_len(at);
        last
    }
}

// It was measured.
pub fn sum(values: &[u32], order: &[u32]) -> u32 {
    let mut sum = 0;
    for at in order {
        // The bounds check costs a third of this loop.
        // SAFETY: the order is made of indices of values.
        sum += unsafe { *values.get_unchecked(*at as usize) };
    }
    sum
}

// Something else of that name.

pub struct Once {
    value: UnsafeCell<u64>,
}

impl Once {
    /// # Safety
    ///
    /// The value must be there.
    pub unsafe fn get_unchecked(&self) -> &u64 {
        unsafe { &*self.value.get() }
    }

    pub fn get(&self) -> u64 {
        // SAFETY: it is there from the start.
        unsafe { *self.get_unchecked() }
    }
}

pub struct Row(Vec<u64>);

impl Row {
    pub fn get_unchecked(&self, at: usize) -> u64 {
        self.0[at]
    }
}

pub fn key(row: &Row) -> u64 {
    row.get_unchecked(0)
}

pub fn pinned(value: Pin<&mut Vec<u8>>) -> usize {
    // SAFETY: nothing is moved out.
    unsafe { value.get_unchecked_mut() }.len()
}

/// # Safety
///
/// The index must be in bounds.
pub unsafe fn word_unchecked(words: &[String], at: usize) -> &String {
    unsafe { words.get_unchecked(at) }
}
