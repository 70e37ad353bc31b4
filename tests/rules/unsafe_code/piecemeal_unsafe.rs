//! Marked lines are found, all others are silent for every rule.
#![deny(unsafe_code)]

use std::cell::UnsafeCell;

pub struct Cell {
    value: UnsafeCell<u64>,
}

impl Cell {
    #[allow(unsafe_code)] //~ piecemeal-unsafe
    pub fn value(&self) -> u64 {
        // SAFETY: the cell is not shared between threads.
        unsafe { *self.value.get() }
    }

    pub fn text(&self, bytes: &[u8]) -> usize {
        if !bytes.is_ascii() {
            return 0;
        }
        #[expect(unsafe_code)] //~ piecemeal-unsafe
        // SAFETY: ASCII is UTF-8.
        let text = unsafe { std::str::from_utf8_unchecked(bytes) };
        text.chars().count()
    }
}

// A module for it all is what is asked for.
#[allow(unsafe_code)]
mod raw {
    pub fn first(bytes: &[u8]) -> &str {
        // SAFETY: the callers give what was text.
        unsafe { std::str::from_utf8_unchecked(bytes) }
    }
}

#[allow(dead_code)]
pub fn first(bytes: &[u8]) -> &str {
    raw::first(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    #[allow(unsafe_code)]
    fn reads() {
        assert_eq!(unsafe { std::str::from_utf8_unchecked(b"a") }, "a");
    }
}
